/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PINNED_MAPS_H
#define L7_CLIENT_PINNED_MAPS_H

/*
 * pinned_maps.h - BPF objects before they are loaded, and the maps that outlive them
 */

#include "bpf/layout.h"
#include "bpf/objects.h"
#include "client/client.h"

struct bpf_object;

/**
 * l7_pinned_object_open() - an object whose log is kept
 *
 * Return: to be closed with bpf_object__close(); NULL with words in @c.
 */
struct bpf_object *l7_pinned_object_open(struct l7_client *c, const struct l7_bpf_object *file);

/**
 * l7_pinned_object_set() - give a constant of an object that is not loaded yet its value
 * @name: of a variable in its .rodata, of @size bytes
 *
 * Return: 0; -EINVAL with words in @c.
 */
int l7_pinned_object_set(struct l7_client *c, struct bpf_object *obj, const char *name, const void *value, size_t size);

/**
 * l7_pinned_maps_use() - let an object use the lasting maps that are pinned
 * @fresh: (may be NULL) NULL-terminated: of these it gets new ones
 *
 * Return: 0; negative errno with words in @c, -EPROTO if they were made by another version.
 */
int l7_pinned_maps_use(struct l7_client *c, struct bpf_object *obj, const char *const *fresh);

/** l7_pinned_maps_make() - make and pin the lasting maps if they are not there; Return: 0; negative errno with words */
int l7_pinned_maps_make(struct l7_client *c);

/** l7_pinned_settings_get() - Return: 0; negative errno with words in @c, -ENOENT if nothing is pinned */
int l7_pinned_settings_get(struct l7_client *c, struct l7_bpf_settings *settings);

/** l7_pinned_settings_set() - Return: 0; negative errno with words in @c */
int l7_pinned_settings_set(struct l7_client *c, const struct l7_bpf_settings *settings);

#endif
