# SPDX-License-Identifier: GPL-2.0-only
# Agora SD-RTN - network for calls and live films of applications
#
# Seen     the first packet to a server: 21 at 6, then the text SNI, length and name of the server;
#          the service by TLS server name.
# Missed   what follows: encrypted.

protocol  agora-sd-rtn
about     Agora SD-RTN: calls and live films within applications
group     conference streaming
alias     sd-rtn agora
source    nDPI sd_rtn.c (first packet)
source    docs.agora.io, "Firewall requirements": *.agora.io, *.sd-rtn.com
rank      60

udp u32@12 = 0x04534e49 u16@16 + 19 <= size u16@16 >= 4 u16@16 <= 253 u8@18 = 0 u8@6 = 0x21: ^.
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(agora\.io|agoraio\.cn|sd-rtn\.com)([^a-z0-9.-]|jj|zz|$)
