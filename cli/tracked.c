// SPDX-License-Identifier: GPL-2.0-only
/*
 * tracked.c - how connections of the running system are shown
 */

#include "cli/tracked.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "client/reason.h"
#include "uapi/layer7.h"

json_t *l7_tracked_json_ends(const struct l7_ct *ct)
{
	char src[INET6_ADDRSTRLEN] = "?", dst[INET6_ADDRSTRLEN] = "?", proto[L7_CT_TRANSPORT_SIZE];
	json_t *ends;

	inet_ntop(ct->family, ct->source, src, sizeof(src));
	inet_ntop(ct->family, ct->target, dst, sizeof(dst));
	ends = json_pack("{s:s, s:s, s:s}", "proto", l7_ct_transport(ct->transport, proto), "src", src, "dst", dst);
	if (ends && ct->has_ports)
		json_object_update_new(ends, json_pack("{s:i, s:i}", "sport", ct->port[0], "dport", ct->port[1]));
	return ends;
}

json_t *l7_tracked_json_pair(const uint64_t value[L7_CT_DIRECTIONS])
{
	return json_pack("{s:I, s:I}", "up", (json_int_t)value[L7_CT_UP], "down", (json_int_t)value[L7_CT_DOWN]);
}

static void add_verdict(json_t *to, struct l7_names *names, const struct l7_ct *ct)
{
	const uint16_t number = ct->word & L7_LABEL_NUMBER;
	const struct l7_strings *groups = l7_names_groups(names, number);
	json_t *array = json_array();

	for (size_t i = 0; i < groups->count; i++)
		json_array_append_new(array, json_string(groups->string[i]));
	json_object_set_new(to, "number", json_integer(number));
	json_object_set_new(to, "groups", array);
}

json_t *l7_tracked_json(struct l7_names *names, const struct l7_ct *ct)
{
	json_t *all = json_pack("{s:s, s:s, s:I, s:I, s:I, s:i, s:o, s:o}", "verdict", l7_names_verdict(names, ct),
				"state", l7_ct_state(ct), "id", (json_int_t)ct->id, "mark", (json_int_t)ct->mark,
				"timeout", (json_int_t)ct->timeout, "zone", ct->zone, "bytes", ct->counted ? l7_tracked_json_pair(ct->bytes) : json_null(),
				"packets", ct->counted ? l7_tracked_json_pair(ct->packets) : json_null());

	if (all)
		json_object_update_new(all, l7_tracked_json_ends(ct));
	if (all && l7_ct_verdict(ct) == L7_CT_NAMED)
		add_verdict(all, names, ct);
	if (all && l7_ct_verdict(ct) == L7_CT_UNKNOWN)
		json_object_set_new(all, "reason", json_string(l7_reason_name(ct->word >> L7_LABEL_REASON_SHIFT)));
	if (all && (ct->transport == IPPROTO_ICMP || ct->transport == IPPROTO_ICMPV6))
		json_object_set_new(all, "icmp", json_pack("{s:i, s:i, s:i}", "type", ct->port[1] >> 8, "code",
							   ct->port[1] & 0xff, "id", ct->port[0]));
	return all;
}

const char *l7_tracked_time(char buf[L7_TRACKED_TIME_SIZE])
{
	struct timespec now;
	struct tm tm;
	char zone[8];
	size_t len;

	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &tm);
	len = strftime(buf, L7_TRACKED_TIME_SIZE, "%FT%T", &tm);
	strftime(zone, sizeof(zone), "%z", &tm);
	/* +hhmm to +hh:mm */
	snprintf(buf + len, L7_TRACKED_TIME_SIZE - len, ".%06u%.3s:%s", (unsigned int)(now.tv_nsec / 1000) % 1000000, zone,
		 zone + 3);
	return buf;
}

size_t l7_tracked_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;

	if (columns && atoi(columns) > 0)
		return atoi(columns);
	if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
		return size.ws_col;
	return 0;
}
