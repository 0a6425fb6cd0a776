/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_EXTRACT_H
#define L7_CAPTURE_EXTRACT_H

/*
 * extract.h - frames of connections of a protocol, written to a capture file
 *
 *   frame ─> queue ─(the verdict of its connection is known)─> file, or nowhere
 *
 * A verdict comes some packets after the beginning; frames wait for it in their order, so that files are in order too.
 * Those that hold fragments wait for their datagram first. Beyond L7_EXTRACT_MAX_BYTES that wait, the oldest are left
 * out and counted.
 */

#include "capture/source.h"
#include "capture/tracker.h"

#define L7_EXTRACT_MAX_BYTES (64u << 20)
#define L7_EXTRACT_MAX_FRAGMENTS 1024	/* frames among which one with a fragment is found; > L7_FRAGMENT_MAX_FRAMES */

struct l7_extract_file;
struct l7_extract_frame;

/**
 * struct l7_extract - zero-initialise but for @wants, release with l7_extract_close()
 * @wants:   whether a file's name means the verdict
 * @ctx:     for @wants
 * @waiting: bytes of the queue
 * @fragment: frames of it that hold fragments, each at its number modulo their count
 * @serial:  of the frame at hand, which @frame and @time tell from the one before
 * @lost:    frames left out
 */
struct l7_extract {
	bool (*wants)(void *ctx, const char *name, const struct l7_classified *verdict);
	void *ctx;
	struct l7_extract_file *file;
	size_t files;
	struct l7_extract_frame *first, **last;
	size_t waiting;
	struct l7_extract_frame *fragment[L7_EXTRACT_MAX_FRAGMENTS];
	uint64_t serial;
	uint64_t frame;
	uint64_t time;
	uint64_t lost;
};

/**
 * l7_extract_add() - write what is called @name to @path
 *
 * Both are borrowed. The file is made anew with the first frame; of several names with the same path all frames go there.
 * One that can't be written is complained of once, and gets no more.
 * Return: 0; -1: no memory.
 */
int l7_extract_add(struct l7_extract *x, const char *name, const char *path);

/**
 * l7_extract_packet() - after the tracker has classified it
 * @s: has its frame
 *
 * @c->data is the extraction's. Return: 0; -1: a file can't be written, @error says why.
 */
int l7_extract_packet(struct l7_extract *x, struct l7_connection *c, const struct l7_capture_packet *pkt,
		      const struct l7_source *s, char *error);

/**
 * l7_extract_wait() - the frame at hand holds a fragment (the tracker's `waits'): keep it until its packet comes
 *
 * Return: as l7_extract_packet().
 */
int l7_extract_wait(struct l7_extract *x, const struct l7_source *s, char *error);

/** l7_extract_ended() - the connection is about to be freed; Return: as l7_extract_packet() */
int l7_extract_ended(struct l7_extract *x, struct l7_connection *c, const struct l7_source *s, char *error);

/** l7_extract_name() - as it was added, by its place in the order of l7_extract_add() */
const char *l7_extract_name(const struct l7_extract *x, size_t file);

/** l7_extract_path() - likewise */
const char *l7_extract_path(const struct l7_extract *x, size_t file);

/** l7_extract_frames() - written so far, likewise */
uint64_t l7_extract_frames(const struct l7_extract *x, size_t file);

/** l7_extract_close() - finish all files; Return: 0; -1: one could not be written to its end, @error says why */
int l7_extract_close(struct l7_extract *x, char *error);

#endif
