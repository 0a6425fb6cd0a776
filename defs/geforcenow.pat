# SPDX-License-Identifier: GPL-2.0-only
# GeForce NOW - NVIDIA game streaming
#
# Session control over TLS. The streams are DTLS, STUN and encrypted RTP and are named so.

protocol  geforcenow
about     GeForce NOW (TLS by server name)
group     game streaming
alias     nvidia-geforce-now
source    RFC 6066 section 3, server_name
rank      50

# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(nvidiagrid\.net|geforcenow\.com)([^a-z0-9.-]|jj|zz|$)
