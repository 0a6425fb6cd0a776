/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_LOG_H
#define L7_CLIENT_PINNED_LOG_H

/*
 * pinned_log.h - what libbpf and the kernel's verifier have to say: kept, not printed
 */

#include "client/client.h"

/** l7_pinned_log_begin() - from now on keep what is said, forget what was */
void l7_pinned_log_begin(void);

/**
 * l7_pinned_log_fail() - an error that ends with what was said last
 * @err:  negative errno
 * @what: was tried
 *
 * Return: @err
 */
int l7_pinned_log_fail(struct l7_client *c, int err, const char *what);

#endif
