// SPDX-License-Identifier: GPL-2.0-only
#include "capture/source.h"

#include <errno.h>
#include <fcntl.h>
#include <pcap/pcap.h>
#include <poll.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/link.h"
#include "capture/pcapng.h"

#define READ_BYTES (64 << 10)	/* of a file at a time */
#define READ_FRAMES 256
#define WAIT_MSECS 250		/* for frames of an interface to come together */
#define LIVE_BUFFER_BYTES (16 << 20)

_Static_assert(L7_CAPTURE_ERROR_SIZE >= PCAP_ERRBUF_SIZE, "libpcap writes there");

static int complain(const struct l7_source *s, const char *what, char *error)
{
	char copy[L7_CAPTURE_ERROR_SIZE];

	snprintf(copy, sizeof(copy), "%s", what);
	snprintf(error, L7_CAPTURE_ERROR_SIZE, "%.100s: %.150s", s->name, copy);
	return -1;
}

static int check_link(struct l7_source *s, int dlt, char *error)
{
	const char *name;
	char text[L7_CAPTURE_ERROR_SIZE];

	s->decoder.dlt = dlt;
	if (l7_link_is_known(dlt))
		return 0;
	name = pcap_datalink_val_to_description_or_dlt(dlt);
	snprintf(text, sizeof(text), "no IP is found behind link type %d (%s)", dlt, name);
	l7_source_close(s);
	return complain(s, text, error);
}

static int open_pcap(struct l7_source *s, char *error)
{
	s->pcap = pcap_fopen_offline_with_tstamp_precision(s->file, PCAP_TSTAMP_PRECISION_NANO, error);
	if (s->pcap)
		return check_link(s, pcap_datalink(s->pcap), error);
	l7_source_close(s);
	return complain(s, error, error);
}

/* one of its interfaces will do: frames of the others, and of those that come later, are passed over */
static int open_pcapng(struct l7_source *s, char *error)
{
	pcap_t *kind;
	size_t i;

	s->ng = l7_pcapng_open(s->file, error);
	if (!s->ng) {
		l7_source_close(s);
		return complain(s, error, error);
	}
	for (i = 0; (kind = l7_pcapng_kind(s->ng, i)); i++)
		if (l7_link_is_known(pcap_datalink(kind)))
			return 0;
	kind = l7_pcapng_kind(s->ng, 0);
	return kind ? check_link(s, pcap_datalink(kind), error) : 0;
}

/* what can be said better than libpcap does; NULL: nothing */
static const char *why_not(FILE *in)
{
	uint8_t first[4];
	size_t got = fread(first, 1, sizeof(first), in), i;
	const char *why = NULL;

	if (!got)
		why = ferror(in) ? strerror(errno) : "is empty";
	else if (got < sizeof(first))
		why = "is no capture: it has only a few bytes";
	else if (first[0] == 0x1f && first[1] == 0x8b)
		why = "is compressed: zcat FILE | l7 ... -";
	else if (!memcmp(first, "\x28\xb5\x2f\xfd", 4))
		why = "is compressed: zstdcat FILE | l7 ... -";
	for (i = got; i--;)
		ungetc(first[i], in);
	return why;
}

int l7_source_open_stream(struct l7_source *s, FILE *in, const char *name, char *error)
{
	struct stat st = { .st_size = 0 };
	char text[L7_CAPTURE_ERROR_SIZE];
	const char *why;

	s->name = name;
	s->file = in;
	s->nano = true;
	if (!fstat(fileno(in), &st) && S_ISDIR(st.st_mode)) {
		l7_source_close(s);
		return complain(s, strerror(EISDIR), error);
	}
	s->size = S_ISREG(st.st_mode) ? st.st_size : 0;
	/* libc takes a size only together with the memory */
	s->buffer = malloc(READ_BYTES);
	if (s->buffer)
		setvbuf(in, s->buffer, _IOFBF, READ_BYTES);
	__fsetlocking(in, FSETLOCKING_BYCALLER);
	posix_fadvise(fileno(in), 0, 0, POSIX_FADV_SEQUENTIAL);
	why = why_not(in);
	if (why) {
		snprintf(text, sizeof(text), "%s", why);
		l7_source_close(s);
		return complain(s, text, error);
	}
	return l7_pcapng_is(in) ? open_pcapng(s, error) : open_pcap(s, error);
}

int l7_source_open_file(struct l7_source *s, const char *path, char *error)
{
	const bool piped = !strcmp(path, "-");
	FILE *in = piped ? fdopen(dup(STDIN_FILENO), "rb") : fopen(path, "rb");

	s->name = piped ? "standard input" : path;
	return in ? l7_source_open_stream(s, in, s->name, error) : complain(s, strerror(errno), error);
}

static int activate(pcap_t *pcap)
{
	pcap_set_snaplen(pcap, L7_SOURCE_SNAPLEN);
	pcap_set_timeout(pcap, WAIT_MSECS);
	pcap_set_buffer_size(pcap, LIVE_BUFFER_BYTES);
	pcap_set_tstamp_precision(pcap, PCAP_TSTAMP_PRECISION_NANO);
	return pcap_activate(pcap);
}

/* libpcap's own waiting goes on over a signal */
static void wait(struct l7_source *s)
{
	struct pollfd p = { .fd = pcap_get_selectable_fd(s->pcap), .events = POLLIN };

	if (p.fd >= 0)
		poll(&p, 1, WAIT_MSECS);
}

int l7_source_open_live(struct l7_source *s, const char *interface, char *error)
{
	int err;

	s->name = interface;
	s->pcap = pcap_create(interface, error);
	if (!s->pcap)
		return complain(s, error, error);
	err = activate(s->pcap);
	if (err >= 0)
		err = pcap_setnonblock(s->pcap, 1, error);
	if (err < 0) {
		complain(s, err == PCAP_ERROR_PERM_DENIED ? "not permitted: this needs root or CAP_NET_RAW" :
			 err == PCAP_ERROR_NO_SUCH_DEVICE ? "there is no such interface, `ip link' lists them" :
			 err == PCAP_ERROR ? pcap_geterr(s->pcap) : pcap_statustostr(err), error);
		l7_source_close(s);
		return -1;
	}
	s->nano = pcap_get_tstamp_precision(s->pcap) == PCAP_TSTAMP_PRECISION_NANO;
	return check_link(s, pcap_datalink(s->pcap), error);
}

static int complain_filter(const char *expression, const char *what, char *error)
{
	char copy[L7_CAPTURE_ERROR_SIZE];

	snprintf(copy, sizeof(copy), "%s", what);
	snprintf(error, L7_CAPTURE_ERROR_SIZE, "filter \"%.80s\": %.120s; see pcap-filter(7)", expression, copy);
	return -1;
}

int l7_source_filter(struct l7_source *s, const char *expression, char *error)
{
	struct bpf_program program;
	int err;

	if (s->ng)
		return l7_pcapng_filter(s->ng, expression, error) ? complain_filter(expression, error, error) : 0;
	if (pcap_compile(s->pcap, &program, expression, 1, PCAP_NETMASK_UNKNOWN))
		return complain_filter(expression, pcap_geterr(s->pcap), error);
	err = pcap_setfilter(s->pcap, &program);
	pcap_freecode(&program);
	return err ? complain(s, pcap_geterr(s->pcap), error) : 0;
}

static uint64_t nanoseconds(const struct l7_source *s, const struct timeval *tv)
{
	return (uint64_t)tv->tv_sec * 1000000000 + (uint64_t)tv->tv_usec * (s->nano ? 1 : 1000);
}

static void take_frame(u_char *ctx, const struct pcap_pkthdr *head, const u_char *bytes)
{
	struct l7_source *s = (void *)ctx;
	const struct l7_frame frame = { bytes, head->caplen, head->len, nanoseconds(s, &head->ts) };

	s->head = head;
	s->bytes = bytes;
	s->done += s->size ? 0 : head->caplen;
	l7_decode(&s->decoder, &frame);
}

static int read_pcap(struct l7_source *s, char *error)
{
	const int frames = pcap_dispatch(s->pcap, READ_FRAMES, take_frame, (u_char *)s);

	return frames >= 0 ? frames : complain(s, pcap_geterr(s->pcap), error);
}

static int read_pcapng(struct l7_source *s, char *error)
{
	struct l7_pcapng_frame f;
	int frames, got;

	for (frames = 0; frames < READ_FRAMES; frames++) {
		got = l7_pcapng_read(s->ng, &f, error);
		if (got < 0)
			return complain(s, error, error);
		if (!got)
			break;
		s->decoder.dlt = pcap_datalink(f.kind);
		take_frame((u_char *)s, &f.head, f.bytes);
	}
	return frames;
}

int l7_source_read(struct l7_source *s, char *error)
{
	int frames;

	if (!s->file)
		wait(s);
	frames = s->ng ? read_pcapng(s, error) : read_pcap(s, error);
	s->head = NULL;
	s->bytes = NULL;
	if (s->file && s->size)
		s->done = ftello(s->file);
	if (s->file && frames <= 0)
		l7_decode_end(&s->decoder);
	return frames;
}

uint64_t l7_source_dropped(struct l7_source *s)
{
	struct pcap_stat st;

	return s->file || pcap_stats(s->pcap, &st) ? 0 : (uint64_t)st.ps_drop + st.ps_ifdrop;
}

void l7_source_close(struct l7_source *s)
{
	l7_pcapng_close(s->ng);
	/* closes the file too */
	if (s->pcap)
		pcap_close(s->pcap);
	else if (s->file)
		fclose(s->file);
	free(s->buffer);
	s->pcap = NULL;
	s->ng = NULL;
	s->file = NULL;
	s->buffer = NULL;
}
