# SPDX-License-Identifier: GPL-2.0-only
# GIOP - messages of CORBA, over TCP (IIOP) and UDP, and multicast (MIOP)

protocol  giop
about     CORBA (GIOP, IIOP)
group     middleware
alias     corba iiop
source    OMG CORBA part 2, GIOP 15.4.1 (header: magic, version 1.x, flags, type); MIOP 29.5

tcp+udp: ^GIOP\x01[\x00-\x03][\x00-\x07][\x00-\x07]
udp: ^MIOP\x10[\x00-\x03]
