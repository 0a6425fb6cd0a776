# SPDX-License-Identifier: GPL-2.0-only
# VNC (RFB) - remote framebuffer
#
# Seen: the version line of either side, alone: 3.3, 3.7, 3.8, 3.889 (Apple), 4.x and 5.x (RealVNC),
# 0.0 (repeaters).

protocol  vnc
about     Remote desktop, RFB protocol
group     remote
alias     rfb
source    RFC 6143 section 7.1.1: "RFB xxx.yyy" LF, 12 bytes

tcp: ^RFB 00[03-5]\.[0-9]{3}\n
