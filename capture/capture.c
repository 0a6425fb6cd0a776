// SPDX-License-Identifier: GPL-2.0-only
/* capture.c - all packets of a capture file */

#include "capture/source.h"

int l7_capture_read(const char *path, bool tunnels, void (*each)(void *ctx, const struct l7_capture_packet *pkt),
		    void *ctx, char *error)
{
	struct l7_source s = { .decoder = { .tunnels = tunnels, .each = each, .ctx = ctx } };
	int got = l7_source_open_file(&s, path, error);

	if (got)
		return -1;
	do
		got = l7_source_read(&s, error);
	while (got > 0);
	l7_source_close(&s);
	return got;
}
