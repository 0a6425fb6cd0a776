// SPDX-License-Identifier: GPL-2.0-only
/*
 * client.c - the two routes, and which one is taken
 */

#include "client/client.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bpf/layout.h"
#include "client/module.h"
#include "client/pinned.h"

int l7_client_fail(struct l7_client *c, int err, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(c->error, sizeof(c->error), fmt, args);
	va_end(args);
	return err;
}

int l7_client_fail_errno(struct l7_client *c, int err, const char *what)
{
	if (err == -EPERM || err == -EACCES)
		return l7_client_fail(c, err, "%s: %s (this needs root; in a container, do it from outside)", what,
				      strerror(-err));
	return l7_client_fail(c, err, "%s: %s", what, strerror(-err));
}

static bool can_be_loaded(void)
{
	struct l7_client c = { .ops = &l7_route_module };
	int err = c.ops->open(&c);

	if (!err)
		c.ops->close(&c);
	return err != -ENOENT;
}

static bool is_module_loaded(void)
{
	return !access("/sys/module/xt_layer7", F_OK);
}

static bool is_pinned(void)
{
	return !access(L7_BPF_DIR "/verdicts", F_OK);
}

enum l7_route l7_client_route(void)
{
	if (!is_module_loaded() && is_pinned())
		return L7_ROUTE_BPF;
	return can_be_loaded() ? L7_ROUTE_MODULE : L7_ROUTE_BPF;
}

static int try(struct l7_client *c, enum l7_route route)
{
	int err;

	*c = (struct l7_client) {
		.ops = route == L7_ROUTE_MODULE ? &l7_route_module : &l7_route_pinned,
		.route = route,
	};
	err = c->ops->open(c);
	if (err)
		c->ops = NULL;
	return err;
}

/* BPF, now that there is no module. Where there is neither, @c->error says why of both. */
static int try_other(struct l7_client *c)
{
	char module[L7_CLIENT_ERROR_SIZE], other[L7_CLIENT_ERROR_SIZE];
	int err;

	strcpy(module, c->error);
	err = try(c, L7_ROUTE_BPF);
	if (err != -ENOENT)
		return err;
	strcpy(other, c->error);
	return l7_client_fail(c, err, "%.200s; and it can't inspect by BPF: %.200s. `l7 doctor` says what is missing",
			      module, other);
}

int l7_client_open(struct l7_client *c)
{
	int err;

	if (!is_module_loaded() && is_pinned())
		return try(c, L7_ROUTE_BPF);
	err = try(c, L7_ROUTE_MODULE);
	return err == -ENOENT ? try_other(c) : err;
}

void l7_client_close(struct l7_client *c)
{
	if (c->ops)
		c->ops->close(c);
	c->ops = NULL;
}

int l7_client_state_get(struct l7_client *c, struct l7_state *state)
{
	return c->ops->state_get(c, state);
}

int l7_client_on_set(struct l7_client *c, bool on)
{
	return c->ops->on_set(c, on);
}

int l7_client_definitions(struct l7_client *c, int (*each)(const struct l7_loaded *def, void *data), void *data)
{
	return c->ops->definitions(c, each, data);
}

int l7_client_stats(struct l7_client *c, int (*each)(const char *name, uint64_t count, void *data), void *data)
{
	return c->ops->stats(c, each, data);
}

int l7_client_connections(struct l7_client *c, int (*each)(const struct l7_inspected *conn, void *data), void *data)
{
	return c->ops->connections(c, each, data);
}

int l7_client_load(struct l7_client *c, const void *image, size_t size, const uint32_t *generation,
		   const struct l7_label *label, size_t nlabels)
{
	return c->ops->load(c, image, size, generation, label, nlabels);
}

int l7_client_limits_set(struct l7_client *c, const struct l7_limits *limits)
{
	return c->ops->limits_set(c, limits);
}

int l7_client_rule_pin(struct l7_client *c, const struct l7_pin *pin, char *path)
{
	return c->ops->rule_pin(c, pin, path);
}

int l7_client_unload(struct l7_client *c)
{
	return c->ops->unload(c);
}
