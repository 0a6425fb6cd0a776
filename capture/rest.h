/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_REST_H
#define L7_CAPTURE_REST_H

/*
 * rest.h - what is left of a frame while its headers are taken off
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct l7_rest
 * @len:      captured bytes at @p
 * @wire_len: bytes there were by the word of the headers so far
 * @vlan:     the last tag that was taken off, 0: none
 */
struct l7_rest {
	const uint8_t *p;
	size_t len;
	size_t wire_len;
	uint16_t vlan;
};

static inline unsigned int l7_get16(const uint8_t *p)
{
	return p[0] << 8 | p[1];
}

static inline uint32_t l7_get32(const uint8_t *p)
{
	return (uint32_t)l7_get16(p) << 16 | l7_get16(p + 2);
}

/* what captures add themselves is mostly little-endian */
static inline unsigned int l7_get16le(const uint8_t *p)
{
	return p[0] | p[1] << 8;
}

static inline uint32_t l7_get32le(const uint8_t *p)
{
	return l7_get16le(p) | (uint32_t)l7_get16le(p + 2) << 16;
}

/** l7_rest_pull() - take off a header; Return: false, and nothing is taken, if not so much was captured */
static inline bool l7_rest_pull(struct l7_rest *rest, size_t bytes)
{
	if (rest->len < bytes)
		return false;
	rest->p += bytes;
	rest->len -= bytes;
	rest->wire_len = rest->wire_len < bytes ? 0 : rest->wire_len - bytes;
	return true;
}

/** l7_rest_trim() - by a header's word so many bytes are left: what follows is padding or a checksum */
static inline void l7_rest_trim(struct l7_rest *rest, size_t bytes)
{
	rest->wire_len = bytes;
	if (rest->len > bytes)
		rest->len = bytes;
}

#endif
