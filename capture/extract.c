// SPDX-License-Identifier: GPL-2.0-only
#include "capture/extract.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/** struct l7_extract_file - @out: NULL until there is a frame; @serial: of the last one written */
struct l7_extract_file {
	const char *name;
	const char *path;
	pcap_dumper_t *out;
	int dlt;
	uint64_t serial;
	uint64_t count;
};

struct l7_extract_frame {
	struct l7_extract_frame *next;
	struct ticket *ticket;
	uint64_t serial;
	struct pcap_pkthdr head;
	uint8_t bytes[];
};

int l7_extract_add(struct l7_extract *x, const char *name, const char *path)
{
	struct l7_extract_file *grown = reallocarray(x->file, x->files + 1, sizeof(*grown));

	if (!grown)
		return -1;
	x->file = grown;
	grown[x->files++] = (struct l7_extract_file){ .name = name, .path = path };
	if (!x->last)
		x->last = &x->first;
	return 0;
}

static int complain(const struct l7_extract_file *f, const char *what, char *error)
{
	snprintf(error, L7_CAPTURE_ERROR_SIZE, "%.100s: %.150s", f->path, what);
	return -1;
}

static int open_file(struct l7_extract_file *f, const struct l7_source *s, char *error)
{
	if (f->out && f->dlt != s->decoder.dlt)
		return complain(f, "its link type is another one than that of this capture; write one capture at a time", error);
	if (f->out)
		return 0;
	f->dlt = s->decoder.dlt;
	f->out = pcap_dump_open(s->pcap, f->path);
	return f->out ? 0 : complain(f, strerror(errno), error);
}

/* a frame may come twice, for a tunnel's packet and for the one in it */
static int write_frame(struct l7_extract *x, const struct l7_extract_frame *frame, const struct l7_source *s, char *error)
{
	struct l7_extract_file *f = &x->file[frame->ticket->file];

	if (f->serial == frame->serial)
		return 0;
	if (open_file(f, s, error))
		return -1;
	f->serial = frame->serial;
	f->count++;
	pcap_dump((u_char *)f->out, &frame->head, frame->bytes);
	return ferror(pcap_dump_file(f->out)) ? complain(f, strerror(errno), error) : 0;
}

static void put_ticket(struct ticket *t)
{
	if (!--t->users)
		free(t);
}

static void drop_first(struct l7_extract *x)
{
	struct l7_extract_frame *f = x->first;

	x->first = f->next;
	if (!x->first)
		x->last = &x->first;
	x->waiting -= f->head.caplen + sizeof(*f);
	put_ticket(f->ticket);
	free(f);
}

/* what is at the head of the queue and need not wait any more */
static int flush(struct l7_extract *x, const struct l7_source *s, char *error)
{
	int err = 0;

	while (!err && x->first && (x->first->ticket->file != UNDECIDED || x->waiting > L7_EXTRACT_MAX_BYTES)) {
		if (x->first->ticket->file >= 0)
			err = write_frame(x, x->first, s, error);
		else if (x->first->ticket->file == UNDECIDED)
			x->lost++;
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

static bool append(struct l7_extract *x, struct ticket *t, const struct l7_source *s)
{
	struct l7_extract_frame *f = malloc(sizeof(*f) + s->head->caplen);

	if (!f)
		return false;
	*f = (struct l7_extract_frame){ .ticket = t, .serial = x->serial, .head = *s->head };
	memcpy(f->bytes, s->bytes, s->head->caplen);
	t->users++;
	*x->last = f;
	x->last = &f->next;
	x->waiting += sizeof(*f) + s->head->caplen;
	return true;
}

int l7_extract_packet(struct l7_extract *x, struct l7_connection *c, const struct l7_capture_packet *pkt,
		      const struct l7_source *s, char *error)
{
	struct ticket *t = ticket_of(c);

	if (!x->serial || pkt->frame != x->frame || pkt->time != x->time)
		x->serial++;
	x->frame = pkt->frame;
	x->time = pkt->time;
	if (t && t->file == UNDECIDED && c->verdict.state != L7_CLASSIFY_UNSET)
		decide(x, t, &c->verdict);
	if (t && t->file == UNWANTED)
		return flush(x, s, error);
	if (!t || !append(x, t, s))
		x->lost++;
	return flush(x, s, error);
}

int l7_extract_ended(struct l7_extract *x, struct l7_connection *c, const struct l7_source *s, char *error)
{
	struct ticket *t = c->data;

	c->data = NULL;
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
