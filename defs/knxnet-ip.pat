# SPDX-License-Identifier: GPL-2.0-only
# KNXnet/IP - building automation (KNX) over UDP and TCP
#
# Header: size 06, version 10, service u16, total length u16.
#
# Seen     core (02xx: search, describe, connect), management (03xx), tunnelling (04xx), routing
#          (05xx), remote logging and configuration (06xx, 07xx), secure (09xx); each direction alone.
# Missed   nothing that has the header.

protocol  knxnet-ip
about     KNXnet/IP building automation
group     home industrial
alias     knxip kip eibnetip knxnet_ip
source    KNX Standard 03_08_01 and 03_08_02 (ISO/IEC 14543-3), 2.3 (header), 03_08_09 (secure)

udp u16@4 = size: ^\x06\x10(\x02[\x01-\x0f]|\x03[\x10-\x13]|\x04[\x20-\x25]|\x05[\x30-\x33]|[\x06\x07].|\x08[\x00-\x0f]|\x09[\x50-\x57])
# Several frames may come in one segment
tcp u16@4 <= size: ^\x06\x10(\x02[\x01-\x0f]|\x03[\x10-\x13]|\x04[\x20-\x25]|\x05[\x30-\x33]|\x07[\x40-\x43]|\x09[\x50-\x57])[\x00-\x01]
