# SPDX-License-Identifier: GPL-2.0-only
# PROFINET IO - context management of controllers and devices (connect, read, write, control)
#
# Connectionless DCE/RPC (version 4) whose interface UUID, at 24, is
# DEA0000n-6C97-11D1-8271-00A02442DF7D, n: 1 device, 2 controller, 3 supervisor, 4 parameter
# server; in the byte order of the sender.
#
# Seen     each message of either side.
# Missed   the cyclic data: Ethernet frames without IP. The endpoint mapper (it is DCE/RPC).

protocol  profinet-io
about     PROFINET IO context management
group     industrial
alias     pn_io pn-io profinet
source    IEC 61158-6-10, mapping to RPC; C706 chapter 12
rank      80

udp size 80..: ^\x04[\x00-\x0a].[\x00-\x07]\x10\x00\x00.{17}[\x01-\x04]\x00\xa0\xde\x97\x6c\xd1\x11\x82\x71\x00\xa0\x24\x42\xdf\x7d
udp size 80..: ^\x04[\x00-\x0a].[\x00-\x07]\x00\x00\x00.{17}\xde\xa0\x00[\x01-\x04]\x6c\x97\x11\xd1\x82\x71\x00\xa0\x24\x42\xdf\x7d
