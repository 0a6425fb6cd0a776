# SPDX-License-Identifier: GPL-2.0-only
# HiSLIP - measuring instruments (successor of VXI-11)
#
# Each message: HS, type 0-27, control code, parameter u32, length u64 (below 4 GB here).
#
# Seen     both channels, both directions, each alone, also from the middle of a session.
# Missed   HiSLIP 2 inside TLS.

protocol  hislip
about     HiSLIP, control of instruments
group     industrial
source    IVI-6.1: IVI High-Speed LAN Instrument Protocol, 2.4 and 2.5 (message header)

tcp: ^HS[\x00-\x1b].{5}\x00{4}
