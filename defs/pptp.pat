# SPDX-License-Identifier: GPL-2.0-only
# PPTP - control connection of the point-to-point tunnel; the data go in GRE

protocol  pptp
about     PPTP: control connection
group     vpn tunnel
source    RFC 2637 2.1 to 2.15 (header of control messages)

# length, message 1 (control), magic number, type 1 to 15, reserved 0
tcp: ^\x00.\x00\x01\x1a\x2b\x3c\x4d\x00[\x01-\x0f]\x00\x00
