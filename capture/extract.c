// SPDX-License-Identifier: GPL-2.0-only
#include "capture/extract.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SNAPLEN 262144	/* what file headers say */

enum {
	UNDECIDED = -2,
	UNWANTED = -1,
};

/**
 * struct ticket - where the frames of a connection go
 * @file:  index, or one of the above
 * @users: the connection, and frames that wait
 */
struct ticket {
	int file;
	unsigned int users;
};

/**
 * struct l7_extract_file - what is called @name goes to @path
 * @into:   the first one with this path, whose output it is: what follows is used of that one only, but for @count
 * @out:    NULL until there is a frame
 * @serial: of the last frame written
 * @failed: it could not be written: no more goes there
 */
struct l7_extract_file {
	const char *name;
	const char *path;
	size_t into;
	pcap_dumper_t *out;
	int dlt;
	bool failed;
	uint64_t serial;
	uint64_t count;
};

/**
 * struct l7_extract_frame
 * @ticket: NULL: a fragment whose datagram isn't known yet
 * @serial: of the frame, two of the same stand behind one another
 * @number: in its capture
 * @dlt:    its link type
 */
struct l7_extract_frame {
	struct l7_extract_frame *next;
	struct ticket *ticket;
	uint64_t serial;
	uint64_t number;
	int dlt;
	struct pcap_pkthdr head;
	uint8_t bytes[];
};

int l7_extract_add(struct l7_extract *x, const char *name, const char *path)
{
	struct l7_extract_file *grown = reallocarray(x->file, x->files + 1, sizeof(*grown));

	if (!grown)
		return -1;
	x->file = grown;
	grown[x->files] = (struct l7_extract_file){ .name = name, .path = path };
	while (strcmp(grown[grown[x->files].into].path, path))
		grown[x->files].into++;
	x->files++;
	if (!x->last)
		x->last = &x->first;
	return 0;
}

static int complain(const struct l7_extract_file *f, const char *what, char *error)
{
	snprintf(error, L7_CAPTURE_ERROR_SIZE, "%.100s: %.150s", f->path, what);
	return -1;
}

/* the same file under another name */
static bool is_open(const struct l7_extract *x, const char *path)
{
	struct stat there, open;
	size_t i;

	if (stat(path, &there) || !S_ISREG(there.st_mode))
		return false;
	for (i = 0; i < x->files; i++)
		if (x->file[i].out && !fstat(fileno(pcap_dump_file(x->file[i].out)), &open) &&
		    open.st_dev == there.st_dev && open.st_ino == there.st_ino)
			return true;
	return false;
}

static int open_file(struct l7_extract *x, struct l7_extract_file *f, int dlt, const struct l7_source *s, char *error)
{
	pcap_t *kind;

	if (f->out && f->dlt != dlt)
		return complain(f, "frames of several link types do not go into one file; write one capture at a time",
				error);
	if (f->out)
		return 0;
	if (is_open(x, f->path))
		return complain(f, "is written to under another name", error);
	f->dlt = dlt;
	kind = pcap_open_dead_with_tstamp_precision(dlt, SNAPLEN, s->nano ? PCAP_TSTAMP_PRECISION_NANO :
										 PCAP_TSTAMP_PRECISION_MICRO);
	if (!kind)
		return complain(f, strerror(ENOMEM), error);
	f->out = pcap_dump_open(kind, f->path);
	/* has the path in it */
	if (!f->out)
		snprintf(error, L7_CAPTURE_ERROR_SIZE, "%s", pcap_geterr(kind));
	pcap_close(kind);
	return f->out ? 0 : -1;
}

/* a frame may come twice, for a tunnel's packet and for the one in it */
static int write_frame(struct l7_extract *x, const struct l7_extract_frame *frame, const struct l7_source *s,
		       char *error)
{
	struct l7_extract_file *f = &x->file[x->file[frame->ticket->file].into];

	if (f->failed || f->serial == frame->serial)
		return 0;
	f->failed = open_file(x, f, frame->dlt, s, error);
	if (f->failed)
		return -1;
	f->serial = frame->serial;
	x->file[frame->ticket->file].count++;
	pcap_dump((u_char *)f->out, &frame->head, frame->bytes);
	f->failed = ferror(pcap_dump_file(f->out));
	return f->failed ? complain(f, strerror(errno), error) : 0;
}

static void put_ticket(struct ticket *t)
{
	if (t && !--t->users)
		free(t);
}

static struct l7_extract_frame **place(struct l7_extract *x, uint64_t number)
{
	return &x->fragment[number % L7_EXTRACT_MAX_FRAGMENTS];
}

static void drop_first(struct l7_extract *x)
{
	struct l7_extract_frame *f = x->first;

	if (*place(x, f->number) == f)
		*place(x, f->number) = NULL;
	x->first = f->next;
	if (!x->first)
		x->last = &x->first;
	x->waiting -= f->head.caplen + sizeof(*f);
	put_ticket(f->ticket);
	free(f);
}

/* may its datagram still come? */
static bool is_awaited(const struct l7_extract_frame *f, const struct l7_source *s)
{
	return s->decoder.fragments.count && s->decoder.frame - f->number <= L7_FRAGMENT_MAX_FRAMES;
}

static bool is_undecided(const struct l7_extract_frame *f, const struct l7_source *s)
{
	return f->ticket ? f->ticket->file == UNDECIDED : is_awaited(f, s);
}

/* what is at the head of the queue and need not wait any more */
static int flush(struct l7_extract *x, const struct l7_source *s, char *error)
{
	int err = 0;

	while (!err && x->first && (!is_undecided(x->first, s) || x->waiting > L7_EXTRACT_MAX_BYTES)) {
		if (x->first->ticket && x->first->ticket->file >= 0)
			err = write_frame(x, x->first, s, error);
		else
			x->lost += is_undecided(x->first, s);
		drop_first(x);
	}
	return err;
}

static void decide(struct l7_extract *x, struct ticket *t, const struct l7_classified *verdict)
{
	t->file = UNWANTED;
	for (size_t i = 0; i < x->files; i++)
		if (x->wants(x->ctx, x->file[i].name, verdict)) {
			t->file = i;
			return;
		}
}

static struct ticket *ticket_of(struct l7_connection *c)
{
	struct ticket *t = c->data;

	if (t)
		return t;
	t = malloc(sizeof(*t));
	if (t)
		*t = (struct ticket){ UNDECIDED, 1 };
	c->data = t;
	return t;
}

static struct l7_extract_frame *copy_frame(struct l7_extract *x, struct ticket *t, const struct pcap_pkthdr *head,
					   const uint8_t *bytes)
{
	struct l7_extract_frame *f = malloc(sizeof(*f) + head->caplen);

	if (!f)
		return NULL;
	*f = (struct l7_extract_frame){ .ticket = t, .head = *head };
	memcpy(f->bytes, bytes, head->caplen);
	if (t)
		t->users++;
	x->waiting += sizeof(*f) + head->caplen;
	return f;
}

/* the frame at hand */
static struct l7_extract_frame *append(struct l7_extract *x, struct ticket *t, const struct l7_source *s)
{
	struct l7_extract_frame *f = copy_frame(x, t, s->head, s->bytes);

	if (!x->serial || x->frame != s->decoder.frame || x->time != s->decoder.time)
		x->serial++;
	x->frame = s->decoder.frame;
	x->time = s->decoder.time;
	if (!f) {
		x->lost++;
		return NULL;
	}
	f->serial = x->serial;
	f->number = s->decoder.frame;
	f->dlt = s->decoder.dlt;
	*x->last = f;
	x->last = &f->next;
	return f;
}

/* a fragment's datagram has come; a tunnel's brings another one, which may belong elsewhere */
static void claim(struct l7_extract *x, struct ticket *t, uint64_t number)
{
	struct l7_extract_frame *f = *place(x, number), *again;

	if (!f || f->number != number)
		return;
	if (!f->ticket) {
		f->ticket = t;
		t->users++;
		return;
	}
	again = f->ticket == t ? NULL : copy_frame(x, t, &f->head, f->bytes);
	if (!again)
		return;
	again->serial = f->serial;
	again->number = number;
	again->dlt = f->dlt;
	again->next = f->next;
	f->next = again;
	if (!again->next)
		x->last = &again->next;
}

/* all frames that brought a packet are its connection's */
static void take_frames(struct l7_extract *x, struct ticket *t, const struct l7_capture_packet *pkt,
			const struct l7_source *s)
{
	bool at_hand = !pkt->nparts;
	size_t i;

	for (i = 0; i < pkt->nparts; i++) {
		if (pkt->part[i].frame == s->decoder.frame && s->head)
			at_hand = true;
		else
			claim(x, t, pkt->part[i].frame);
	}
	if (at_hand && t->file != UNWANTED)
		append(x, t, s);
}

int l7_extract_packet(struct l7_extract *x, struct l7_connection *c, const struct l7_capture_packet *pkt,
		      const struct l7_source *s, char *error)
{
	struct ticket *t = ticket_of(c);

	if (t && t->file == UNDECIDED && c->verdict.state != L7_CLASSIFY_UNSET)
		decide(x, t, &c->verdict);
	if (t)
		take_frames(x, t, pkt, s);
	else
		x->lost++;
	/* what is in it is given next, and has a say */
	return pkt->carries && x->waiting <= L7_EXTRACT_MAX_BYTES ? 0 : flush(x, s, error);
}

int l7_extract_wait(struct l7_extract *x, const struct l7_source *s, char *error)
{
	*place(x, s->decoder.frame) = append(x, NULL, s);
	return flush(x, s, error);
}

int l7_extract_ended(struct l7_extract *x, struct l7_connection *c, const struct l7_source *s, char *error)
{
	struct ticket *t = c->data;

	c->data = NULL;
	/* behind the last frame of a capture: the next one's first is another */
	if (!s->head)
		x->frame = 0;
	if (!t)
		return 0;
	if (t->file == UNDECIDED)
		decide(x, t, &c->verdict);
	put_ticket(t);
	return flush(x, s, error);
}

const char *l7_extract_name(const struct l7_extract *x, size_t file)
{
	return x->file[file].name;
}

const char *l7_extract_path(const struct l7_extract *x, size_t file)
{
	return x->file[file].path;
}

uint64_t l7_extract_frames(const struct l7_extract *x, size_t file)
{
	return x->file[file].count;
}

int l7_extract_close(struct l7_extract *x, char *error)
{
	int err = 0;

	while (x->first)
		drop_first(x);
	for (size_t i = 0; i < x->files; i++) {
		struct l7_extract_file *f = &x->file[i];

		if (f->out && pcap_dump_flush(f->out))
			err = complain(f, strerror(errno), error);
		if (f->out)
			pcap_dump_close(f->out);
	}
	free(x->file);
	x->file = NULL;
	x->files = 0;
	return err;
}
