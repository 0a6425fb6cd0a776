/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_PIN_H
#define L7_CLIENT_PIN_H

/*
 * pin.h - where the programs of rules are pinned: bpf/layout.h
 *
 * Text only: nothing here asks the kernel, so that rules can be listed at no cost.
 */

#include <stdbool.h>
#include <stdint.h>

#include "bpf/layout.h"

#define L7_PIN_PATH_SIZE 160 /* bytes, NUL included: three for each of a name, directories and digest beside it */

/**
 * struct l7_pin - what a rule asks for
 * @name:    of a definition, "unset" or "unknown"
 * @digest:  of the definition; 0 with "unset" and "unknown", and from l7_pin_parse() without @own_dir
 * @own_dir: it is this very definition that is meant (--l7dir), not the one that has the name
 * @flags:   L7_BPF_RULE_*
 */
struct l7_pin {
	char name[L7_NAME_SIZE];
	uint64_t digest;
	bool own_dir;
	uint32_t flags;
};

/** l7_pin_is_state() - whether a name is no definition's but stands for a state: "unset", "unknown" */
bool l7_pin_is_state(const char *name);

/** l7_pin_path() - where the program for @pin is pinned; @path: [L7_PIN_PATH_SIZE] filled in */
void l7_pin_path(const struct l7_pin *pin, char *path);

/**
 * l7_pin_parse() - what the program at a path asks for
 *
 * Return: false if it is none of ours.
 */
bool l7_pin_parse(const char *path, struct l7_pin *pin);

#endif
