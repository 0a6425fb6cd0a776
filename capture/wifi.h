/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_WIFI_H
#define L7_CAPTURE_WIFI_H

/*
 * wifi.h - 802.11 frames, and what drivers put before them
 *
 * Data in the clear alone: what monitors of protected networks see is ciphertext.
 */

#include "capture/layer.h"

/** l7_wifi_pull() - take off an 802.11 header; Return: what is behind it, L7_LAYER_NONE if that isn't known */
enum l7_layer l7_wifi_pull(struct l7_rest *rest);

/** l7_wifi_pull_radiotap() - radiotap.org's header; Return: L7_LAYER_WIFI, or L7_LAYER_NONE */
enum l7_layer l7_wifi_pull_radiotap(struct l7_rest *rest);

/** l7_wifi_pull_prism() - Prism's (an AVS header may stand in its place); Return: as above, or L7_LAYER_AVS */
enum l7_layer l7_wifi_pull_prism(struct l7_rest *rest);

/** l7_wifi_pull_avs() - the AVS capture header; Return: as above */
enum l7_layer l7_wifi_pull_avs(struct l7_rest *rest);

/**
 * l7_wifi_next_msdu() - the next of several payloads in one frame (L7_LAYER_MSDUS)
 * @all: what is left of them
 * @one: set to it: L7_LAYER_LLC
 *
 * Return: false: there is none.
 */
bool l7_wifi_next_msdu(struct l7_rest *all, struct l7_rest *one);

#endif
