// SPDX-License-Identifier: GPL-2.0-only
#include "compiler/compiler.h"

#include <string.h>

static const struct {
	uint16_t number;
	const char *name;
} registry[] = {
#include "registry.inc"
};

uint16_t l7_registry_number(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(registry) / sizeof(registry[0]); i++)
		if (!strcmp(registry[i].name, name))
			return registry[i].number;
	return 0;
}

const char *l7_registry_name(uint16_t number)
{
	size_t i;

	for (i = 0; i < sizeof(registry) / sizeof(registry[0]); i++)
		if (registry[i].number == number)
			return registry[i].name;
	return NULL;
}
