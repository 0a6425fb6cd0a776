// SPDX-License-Identifier: GPL-2.0-only
/* flows.c - packet lists, cut to the limits of inspection */

#include <stdlib.h>
#include <string.h>

#include "tests/oracle/flows.h"

struct flow *flows_add(struct flows *flows, const char *name)
{
	struct flow *f;

	if (!(flows->count & (flows->count - 1)))
		flows->flow = realloc(flows->flow, (flows->count ? 2 * flows->count : 1) * sizeof(*f));
	f = &flows->flow[flows->count++];
	memset(f, 0, sizeof(*f));
	f->name = strdup(name);
	return f;
}

bool flow_add_packet(struct flow *f, const uint8_t *p, size_t len)
{
	size_t raw = f->packets ? f->raw_end[f->packets - 1] : 0;
	size_t text = f->packets ? f->text_end[f->packets - 1] : 0;
	size_t i;

	if (f->packets == FLOW_MAX_PACKETS || text == FLOW_MAX_BYTES)
		return false;
	f->raw = realloc(f->raw, raw + len + 1);
	f->text = realloc(f->text, FLOW_MAX_BYTES + 1);
	memcpy(f->raw + raw, p, len);
	for (i = 0; i < len && (!p[i] || text < FLOW_MAX_BYTES); i++)
		if (p[i])
			f->text[text++] = p[i];
	f->text[text] = 0;
	f->raw_end[f->packets] = raw + len;
	f->text_end[f->packets++] = text;
	return i == len;
}

void flows_free(struct flows *flows)
{
	while (flows->count) {
		struct flow *f = &flows->flow[--flows->count];

		free(f->name);
		free(f->raw);
		free(f->text);
	}
	free(flows->flow);
	memset(flows, 0, sizeof(*flows));
}
