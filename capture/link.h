/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_LINK_H
#define L7_CAPTURE_LINK_H

/*
 * link.h - what stands before an IP header: of a frame, or of what a tunnel carries
 */

#include "capture/rest.h"

/** enum l7_layer - what the bytes begin with */
enum l7_layer {
	L7_LAYER_NONE,		/* nothing that IP is behind */
	L7_LAYER_IP,		/* either version */
	L7_LAYER_ETHERNET,
	L7_LAYER_TYPED,		/* an Ethernet type and what it says */
	L7_LAYER_VLAN,		/* a tag, without the type before it */
	L7_LAYER_MPLS,
	L7_LAYER_LLC,
	L7_LAYER_PPP,
	L7_LAYER_PPPOE,
	L7_LAYER_WIFI,		/* 802.11 */
	L7_LAYER_RADIOTAP,
	L7_LAYER_LOOPBACK,	/* BSD's address family */
	L7_LAYER_COOKED,	/* Linux's, for any device */
	L7_LAYER_COOKED2,
	L7_LAYER_HDLC,		/* Cisco's */
};

/** l7_link_layer() - of a capture's frames; @dlt: DLT_* */
enum l7_layer l7_link_layer(int dlt);

/** l7_link_typed() - of what follows an Ethernet type */
enum l7_layer l7_link_typed(unsigned int ether_type);

/**
 * l7_link_pull() - take off all headers before IP: tags, labels and sessions in any order and number
 *
 * Return: false if no IP header is there, or too little was captured.
 */
bool l7_link_pull(enum l7_layer layer, struct l7_rest *rest);

#endif
