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

#define L7_PIN_PATH_SIZE 160 /* bytes, NUL included: three for each of a name, directories and a hash beside it */

/**
 * struct l7_pin - what a rule asks for
 * @name:    of a definition, "unset" or "unknown"
 * @digest:  of the definition that is meant now; 0 with "unset" and "unknown", and from l7_pin_parse()
 * @dir:     l7_pin_dir() of --l7dir. Not its definition's digest: iptables finds a rule again by its path, also when
 *           the file was edited meanwhile.
 * @flags:   L7_BPF_RULE_*
 */
struct l7_pin {
	char name[L7_NAME_SIZE];
	uint64_t digest;
	uint32_t dir;
	uint32_t flags;
};

/** l7_pin_is_state() - whether a name is no definition's but stands for a state: "unset", "unknown" */
bool l7_pin_is_state(const char *name);

/** l7_pin_dir() - a hash of the text of --l7dir; 0 of "", never of another */
uint32_t l7_pin_dir(const char *dir);

/** l7_pin_path() - where the program for @pin is pinned; @path: [L7_PIN_PATH_SIZE] filled in */
void l7_pin_path(const struct l7_pin *pin, char *path);

/**
 * l7_pin_parse() - what the program at a path asks for
 *
 * Return: false if it is none of ours.
 */
bool l7_pin_parse(const char *path, struct l7_pin *pin);

#endif
