/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_LAYER_H
#define L7_CAPTURE_LAYER_H

/*
 * layer.h - headers between a frame's beginning, or a tunnel's, and IP
 */

#include "capture/rest.h"

/** enum l7_layer - what the bytes begin with */
enum l7_layer {
	L7_LAYER_NONE,		/* nothing that IP is behind */
	L7_LAYER_IP,		/* either version */
	L7_LAYER_MSDUS,		/* several 802.11 payloads in one, see wifi.h */
	L7_LAYER_ETHERNET,
	L7_LAYER_TYPED,		/* an Ethernet type and what it says */
	L7_LAYER_VLAN,		/* a tag, without the type before it */
	L7_LAYER_TAG,		/* four bytes of no interest, then a type */
	L7_LAYER_BACKBONE,	/* 802.1ah: a customer's frame */
	L7_LAYER_MACSEC,
	L7_LAYER_CMD,		/* Cisco's metadata */
	L7_LAYER_NSH,		/* service chains */
	L7_LAYER_MPLS,
	L7_LAYER_LLC,
	L7_LAYER_NLPID,		/* the byte that says it in ISO's protocols */
	L7_LAYER_PPP,
	L7_LAYER_PPPOE,
	L7_LAYER_HDLC,		/* Cisco's */
	L7_LAYER_FRAME_RELAY,
	L7_LAYER_TOKEN_RING,
	L7_LAYER_FDDI,
	L7_LAYER_WIFI,		/* 802.11 */
	L7_LAYER_RADIOTAP,	/* these stand before it */
	L7_LAYER_PRISM,
	L7_LAYER_AVS,
};

/** l7_layer_typed() - of what follows an Ethernet type */
enum l7_layer l7_layer_typed(unsigned int ether_type);

/**
 * l7_layer_pull() - take off all headers before IP: tags, labels and sessions in any order and number
 *
 * Return: L7_LAYER_IP with at least a byte of it, or L7_LAYER_MSDUS; L7_LAYER_NONE if neither is there, or too little
 * was captured.
 */
enum l7_layer l7_layer_pull(enum l7_layer layer, struct l7_rest *rest);

/** l7_layer_is_ip() - whether an IP header stands there whose lengths fit: where nothing else says what it is */
bool l7_layer_is_ip(const struct l7_rest *rest);

#endif
