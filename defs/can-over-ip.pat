# SPDX-License-Identifier: GPL-2.0-only
# CAN over UDP (CAN-ETH) - frames of a vehicle or machine bus carried in datagrams
#
# ISO11898, version 1, number of frames, frames of 15 octets or more.
#
# Seen     every datagram; the same over TCP.

protocol  can-over-ip
about     CAN frames over UDP (CAN-ETH)
group     automotive industrial
alias     caneth can-eth controller_area_network
source    proconX, CAN-ETH protocol specification; Wireshark packet-caneth.c

tcp+udp: ^ISO11898\x01
