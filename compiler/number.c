// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/number.h"

#include <stdlib.h>
#include <string.h>

#include "uapi/layer7_image.h"

#define USER_NUMBERS (L7_NUMBER_USER_MAX - L7_NUMBER_USER_MIN + 1)

static int compare(const void *a, const void *b)
{
	const struct l7_def *const *x = a, *const *y = b;
	int order = strcmp((*x)->name, (*y)->name);

	if (order)
		return order;
	return (*x)->digest < (*y)->digest ? -1 : (*x)->digest > (*y)->digest;
}

/* definitions of the name of @def[0], which stand together; the number that one of them has, or 0 */
static size_t same_name(struct l7_def **def, size_t left, uint16_t *number, struct l7_diags *d)
{
	size_t count = 0;

	*number = 0;
	for (; count < left && !strcmp(def[count]->name, def[0]->name); count++) {
		const uint16_t own = def[count]->number;

		if (own && *number && own != *number)
			l7_diags_add(d, L7_ERROR, def[count]->file, 0, 0, NULL, "%s has two protocol numbers, %u and "
				     "%u; a name has one", def[0]->name, *number, own);
		if (own)
			*number = own;
	}
	return count;
}

static int claim(const char **owner, uint16_t number, const struct l7_def *def, struct l7_diags *d)
{
	if (owner[number] && strcmp(owner[number], def->name)) {
		l7_diags_add(d, L7_ERROR, def->file, 0, 0, NULL, "%s and %s have the same protocol number, %u; rename "
			     "one of them", owner[number], def->name, number);
		return -1;
	}
	owner[number] = def->name;
	return 0;
}

static uint16_t user_number(const char *const *owner, const char *name)
{
	uint32_t hash = 2166136261u, i;

	while (*name)
		hash = (hash ^ (uint8_t)*name++) * 16777619u;
	for (i = 0; i < USER_NUMBERS; i++) {
		const uint32_t number = L7_NUMBER_USER_MIN + (hash + i) % USER_NUMBERS;

		if (!owner[number])
			return number;
	}
	return 0;
}

/* numbers that are given or registered first, so that a hashed one never takes theirs */
static int assign(struct l7_def **def, size_t count, const char **owner, bool hashed, struct l7_diags *d)
{
	size_t i, n, k;

	for (i = 0; i < count; i += n) {
		uint16_t number;

		n = same_name(def + i, count - i, &number, d);
		if (!number)
			number = l7_registry_number(def[i]->name);
		if (!number && hashed)
			number = user_number(owner, def[i]->name);
		if (number && claim(owner, number, def[i], d))
			return -1;
		for (k = 0; k < n; k++)
			def[i + k]->number = number;
	}
	return 0;
}

int l7_numbers_assign(struct l7_defs *defs, struct l7_diags *d)
{
	struct l7_def **def = calloc(defs->count + 1, sizeof(*def));
	const char **owner = calloc(65536, sizeof(*owner));
	const size_t errors = d->errors;
	size_t i;

	if (def && owner) {
		for (i = 0; i < defs->count; i++)
			def[i] = &defs->def[i];
		qsort(def, defs->count, sizeof(*def), compare);
		if (!assign(def, defs->count, owner, false, d))
			assign(def, defs->count, owner, true, d);
	} else {
		l7_diags_add(d, L7_ERROR, NULL, 0, 0, NULL, "out of memory");
	}
	free(def);
	free(owner);
	return d->errors == errors ? 0 : -1;
}
