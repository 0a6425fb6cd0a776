# SPDX-License-Identifier: GPL-2.0-only
# PROXY protocol - the client's addresses, sent by a load balancer in front of the connection itself
#
# Version 1: a line PROXY TCP4 (TCP6, UNKNOWN) and addresses. Version 2: 0D 0A 0D 0A 00 0D 0A "QUIT"
# 0A, then 20 (LOCAL) or 21 (PROXY), family and length. What follows is any protocol.

protocol  haproxy
about     PROXY protocol of HAProxy and other load balancers
group     proxy
alias     proxy-protocol
source    The PROXY protocol versions 1 and 2 (haproxy.org, proxy-protocol.txt) section 2
rank      90

tcp: ^PROXY (TCP4 [0-9.]+ [0-9.]+ [0-9]+ [0-9]+\r|TCP6 [0-9a-fA-F:.]+ [0-9a-fA-F:.]+ [0-9]+ [0-9]+\r|UNKNOWN[ \r])
tcp+udp: ^\r\n\r\n\x00\r\nQUIT\n[\x20\x21]
