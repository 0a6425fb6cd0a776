# SPDX-License-Identifier: GPL-2.0-only
# WhatsApp - messages
#
# Seen     the beginning of the client's stream: "WA", two version bytes, length of the first frame;
#          or the routing data "ED" 0001 before it. The service by TLS server name.
# Missed   the server's side alone (a length and random bytes). Calls: whatsappcall.

protocol  whatsapp
about     WhatsApp: messages, by first bytes and TLS server name
group     chat
source    nDPI whatsapp.c; whatsmeow socket/constants.go (WA 6 3), yowsup (WA 4 0, ED 0 1)
source    whatsapp.com, whatsapp.net (faq.whatsapp.com, network configuration)
rank      60

# versions 1.2 to 6.3, 24 bits of length
tcp u24@4 >= 16 u24@4 <= 8192: ^WA[\x01-\x06][\x00-\x05]\x00
tcp: ^ED\x00\x01\x00\x00[\x01-\xff]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(whatsapp\.(com|net)|wa\.me)([^a-z0-9.-]|jj|zz|$)
