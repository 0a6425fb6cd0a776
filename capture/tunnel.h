/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CAPTURE_TUNNEL_H
#define L7_CAPTURE_TUNNEL_H

/*
 * tunnel.h - headers behind which other packets begin
 *
 *   over IP:  IP in IP (RFC 2003, 2473, 4213), GRE (RFC 2784, 2890; with PPP RFC 2637; NVGRE RFC 7637; ERSPAN; WCCP),
 *             MPLS (RFC 4023), EtherIP (RFC 3378)
 *   over UDP: GTP-U (3GPP TS 29.281), VXLAN (RFC 7348, and its generic extension), Geneve (RFC 8926), CAPWAP data
 *             (RFC 5415), Teredo (RFC 4380), L2TP (RFC 2661), LISP data (RFC 9300), MPLS (RFC 7510), GUE
 *             (draft-ietf-intarea-gue), TZSP, each on its port
 */

#include "capture/layer.h"

/** l7_tunnel_ip() - take off the header of an IP protocol; Return: what is behind it, L7_LAYER_NONE if it isn't known */
enum l7_layer l7_tunnel_ip(uint8_t proto, struct l7_rest *rest);

/**
 * l7_tunnel_udp() - take off the header of the tunnel that a datagram belongs to
 * @rest: its payload; of no meaning afterwards if the answer is L7_LAYER_NONE
 *
 * Return: what is behind it, L7_LAYER_NONE if it is no tunnel's, or carries no packet.
 */
enum l7_layer l7_tunnel_udp(uint16_t sport, uint16_t dport, struct l7_rest *rest);

#endif
