/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOSTILE_SEEDS_H
#define HOSTILE_SEEDS_H

#include <stddef.h>
#include <stdint.h>

/** struct seed - a capture file, whole or its beginning */
struct seed {
	const char *name;
	uint8_t *bytes;
	size_t len;
};

/** struct seeds - captures to make others of; zero-initialise, release with seeds_fini() */
struct seeds {
	struct seed *seed;
	size_t count;
};

/** seeds_add_links() - one with a frame of each link type and header there is, in pcap and in pcapng, with fragments */
void seeds_add_links(struct seeds *s);

/** seeds_add_dialogues() - the cases of our definitions under @dir; Return: how many */
size_t seeds_add_dialogues(struct seeds *s, const char *dir);

/** seeds_add_files() - the first @max bytes of each file in @dir; Return: how many, 0 if it isn't there */
size_t seeds_add_files(struct seeds *s, const char *dir, size_t max);

void seeds_fini(struct seeds *s);

#endif
