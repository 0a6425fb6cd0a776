// SPDX-License-Identifier: GPL-2.0-only
#include "capture/wifi.h"

#include <string.h>

/* bytes of the header of a data frame in the clear, 0 if it is none; @swapped: the two bytes of its frame control */
static size_t header(const uint8_t *p, bool swapped)
{
	const uint8_t control = p[swapped], flags = p[!swapped];
	size_t bytes = 24;

	/* version 0, type data; not `null', which carries nothing; not protected */
	if ((control & 0x0f) != 0x08 || control & 0x40 || flags & 0x40)
		return 0;
	if ((flags & 3) == 3)
		bytes += 6;
	if (control & 0x80)
		bytes += flags & 0x80 ? 6 : 2;
	return bytes;
}

/* IEEE 802.11, 9.2.4.5: where the quality of service stands, a bit says that several payloads follow */
static bool has_several(const uint8_t *p, bool swapped)
{
	return p[swapped] & 0x80 && p[(p[!swapped] & 3) == 3 ? 30 : 24] & 0x80;
}

/* some controllers swap the frame control when they carry frames in CAPWAP; only the right reading has LLC behind it */
enum l7_layer l7_wifi_pull(struct l7_rest *rest)
{
	static const uint8_t snap[] = { 0xaa, 0xaa, 0x03 };
	size_t bytes;
	int swapped;

	if (rest->len < 2)
		return L7_LAYER_NONE;
	for (swapped = 0; swapped < 2; swapped++) {
		bytes = header(rest->p, swapped);
		if (!bytes || rest->len < bytes + 14 + sizeof(snap))
			continue;
		if (!memcmp(rest->p + bytes, snap, sizeof(snap)))
			return l7_rest_pull(rest, bytes) ? L7_LAYER_LLC : L7_LAYER_NONE;
		if (has_several(rest->p, swapped) && !memcmp(rest->p + bytes + 14, snap, sizeof(snap)))
			return l7_rest_pull(rest, bytes) ? L7_LAYER_MSDUS : L7_LAYER_NONE;
	}
	return L7_LAYER_NONE;
}

/* IEEE 802.11, 9.3.2.2: addresses, length, payload, up to three bytes so that the next one is aligned */
bool l7_wifi_next_msdu(struct l7_rest *all, struct l7_rest *one)
{
	size_t length;

	if (all->len < 14)
		return false;
	length = l7_get16(all->p + 12);
	l7_rest_pull(all, 14);
	*one = *all;
	if (length < one->wire_len)
		l7_rest_trim(one, length);
	length += -(14 + length) & 3;
	l7_rest_pull(all, length < all->len ? length : all->len);
	return true;
}

enum l7_layer l7_wifi_pull_radiotap(struct l7_rest *rest)
{
	unsigned int length;

	if (rest->len < 8 || rest->p[0])
		return L7_LAYER_NONE;
	length = l7_get16le(rest->p + 2);
	return length >= 8 && l7_rest_pull(rest, length) ? L7_LAYER_WIFI : L7_LAYER_NONE;
}

/* tcpdump.org, LINKTYPE_IEEE802_11_PRISM: a code, the length of all; in the order of the capturing machine's bytes */
enum l7_layer l7_wifi_pull_prism(struct l7_rest *rest)
{
	uint32_t code, length;

	if (rest->len < 8)
		return L7_LAYER_NONE;
	code = l7_get32le(rest->p);
	length = l7_get32le(rest->p + 4);
	if (code == 0x41000000 || code == 0x44000000) {
		code >>= 24;
		length = l7_get32(rest->p + 4);
	}
	if (l7_get16(rest->p) == 0x8021)
		return L7_LAYER_AVS;
	if ((code != 0x41 && code != 0x44) || length < 24 || !l7_rest_pull(rest, length))
		return L7_LAYER_NONE;
	return L7_LAYER_WIFI;
}

/* AVS capture frame format: a number that ends in the version, 1 or 2, the length of all; big-endian */
enum l7_layer l7_wifi_pull_avs(struct l7_rest *rest)
{
	uint32_t length;

	if (rest->len < 8 || l7_get16(rest->p) != 0x8021)
		return L7_LAYER_NONE;
	length = l7_get32(rest->p + 4);
	return length >= 8 && l7_rest_pull(rest, length) ? L7_LAYER_WIFI : L7_LAYER_NONE;
}
