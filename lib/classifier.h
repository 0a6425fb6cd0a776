/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_LIB_CLASSIFIER_H
#define L7_LIB_CLASSIFIER_H

#include <stdatomic.h>

#include "compiler/compiled.h"
#include "lib/libl7.h"

/**
 * struct libl7_classifier - never changes but for @users
 * @users: the program, until libl7_close(), and each connection and tracker of its own
 */
struct libl7_classifier {
	struct l7_compiled compiled;
	atomic_size_t users;
};

/** l7_classifier_get() - one user more; Return: @classifier */
struct libl7_classifier *l7_classifier_get(struct libl7_classifier *classifier);

/** l7_classifier_put() - one less, the last one frees it */
void l7_classifier_put(struct libl7_classifier *classifier);

/** l7_classifier_definition() - as the program sees it; @def: of it */
const struct libl7_definition *l7_classifier_definition(const struct l7_def *def);

#endif
