/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_ROUTE_H
#define L7_CLIENT_ROUTE_H

/*
 * route.h - what a way into the kernel has to be able to do; for the files of client/ alone
 */

#include "client/client.h"

/**
 * struct l7_route_ops - the functions of client.h that bear the same names
 * @open:  fills in its own fields of the client, which is zeroed but for @ops and @route; -ENOENT: this is no way here
 * @close: may be called after a failed @open
 */
struct l7_route_ops {
	int (*open)(struct l7_client *c);
	void (*close)(struct l7_client *c);
	int (*state_get)(struct l7_client *c, struct l7_state *state);
	int (*on_set)(struct l7_client *c, bool on);
	int (*definitions)(struct l7_client *c, int (*each)(const struct l7_loaded *def, void *data), void *data);
	int (*stats)(struct l7_client *c, int (*each)(const char *name, uint64_t count, void *data), void *data);
	int (*connections)(struct l7_client *c, int (*each)(const struct l7_inspected *conn, void *data), void *data);
	int (*load)(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
		    const struct l7_label *label, size_t nlabels);
	int (*limits_set)(struct l7_client *c, const struct l7_limits *limits);
	int (*rule_pin)(struct l7_client *c, const struct l7_pin *pin, char *path);
	int (*unload)(struct l7_client *c);
};

/** l7_client_fail() - put words into c->error; Return: @err */
int l7_client_fail(struct l7_client *c, int err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/** l7_client_fail_errno() - "@what: " and what @err, a negative errno, means; Return: @err */
int l7_client_fail_errno(struct l7_client *c, int err, const char *what);

#endif
