/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_FLOWS_H
#define L7_CLIENT_PINNED_FLOWS_H

/*
 * pinned_flows.h - the connections under inspection, from the map `flows'
 */

#include "client/client.h"

/** l7_pinned_flows_count() - in all network namespaces; 0 if the map is not there */
uint32_t l7_pinned_flows_count(void);

/** l7_pinned_flows_each() - as l7_client_connections() */
int l7_pinned_flows_each(struct l7_client *c, int (*each)(const struct l7_inspected *conn, void *data), void *data);

#endif
