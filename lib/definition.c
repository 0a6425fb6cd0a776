// SPDX-License-Identifier: GPL-2.0-only
/*
 * definition.c - what a program may know of a definition
 */

#include "lib/classifier.h"

/* a struct libl7_definition is the compiler's struct l7_def under another name */
const struct libl7_definition *l7_classifier_definition(const struct l7_def *def)
{
	return (const struct libl7_definition *)def;
}

static const struct l7_def *def_of(const struct libl7_definition *definition)
{
	return (const struct l7_def *)definition;
}

size_t libl7_definition_count(const struct libl7_classifier *classifier)
{
	return classifier->compiled.img.head->ndefs;
}

const struct libl7_definition *libl7_definition_at(const struct libl7_classifier *classifier, size_t index)
{
	const struct l7_compiled *c = &classifier->compiled;

	return index < c->img.head->ndefs ? l7_classifier_definition(c->def[index]) : NULL;
}

const struct libl7_definition *libl7_definition_find(const struct libl7_classifier *classifier, const char *name)
{
	const int index = l7_image_lookup(&classifier->compiled.img, name);

	return index < 0 ? NULL : libl7_definition_at(classifier, index);
}

const char *libl7_definition_name(const struct libl7_definition *definition)
{
	return def_of(definition)->name;
}

unsigned int libl7_definition_number(const struct libl7_definition *definition)
{
	return def_of(definition)->number;
}

const char *libl7_definition_about(const struct libl7_definition *definition)
{
	return def_of(definition)->about ? def_of(definition)->about : "";
}

static const char *string_at(const struct l7_strings *s, size_t index)
{
	return index < s->count ? s->string[index] : NULL;
}

const char *libl7_definition_group(const struct libl7_definition *definition, size_t index)
{
	return string_at(&def_of(definition)->groups, index);
}

const char *libl7_definition_alias(const struct libl7_definition *definition, size_t index)
{
	return string_at(&def_of(definition)->aliases, index);
}
