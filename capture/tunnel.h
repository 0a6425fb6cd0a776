/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_TUNNEL_H
#define L7_CAPTURE_TUNNEL_H

/*
 * tunnel.h - headers behind which other packets begin
 *
 *   over IP:  GRE (RFC 2784, 2890; with PPP RFC 2637; ERSPAN)
 *   over UDP: GTP-U (3GPP TS 29.281), VXLAN (RFC 7348), Geneve (RFC 8926), CAPWAP data (RFC 5415), Teredo (RFC 4380),
 *             L2TP (RFC 2661), each on its port
 */

#include "capture/link.h"

/** l7_tunnel_gre() - take off the header; Return: what is behind it, L7_LAYER_NONE if it isn't known */
enum l7_layer l7_tunnel_gre(struct l7_rest *rest);

/**
 * l7_tunnel_udp() - take off the header of the tunnel that a datagram belongs to
 * @rest: its payload; of no meaning afterwards if the answer is L7_LAYER_NONE
 *
 * Return: what is behind it, L7_LAYER_NONE if it is no tunnel's, or carries no packet.
 */
enum l7_layer l7_tunnel_udp(uint16_t sport, uint16_t dport, struct l7_rest *rest);

#endif
