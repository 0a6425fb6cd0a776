# SPDX-License-Identifier: GPL-2.0-only
# OPC UA - binary protocol of the Unified Architecture (UA TCP)
#
# Each message: three letters, F (final), C (more) or A (abort), length u32 little endian (below 1 MB
# here). HEL, ACK, RHE, ERR are final always.
#
# Seen     client and server, each alone; messages and channels from the middle of a session.
# Missed   OPC UA over HTTPS and WebSocket, PubSub.

protocol  opc-ua
about     OPC Unified Architecture over TCP
group     industrial
alias     opcua opcua-tcp
source    OPC UA Specification Part 6 (OPC 10000-6), 7.1.2 (message structure), 6.7.2 (chunks)

tcp u32le@4 >= 8: ^(HELF|RHEF|ACKF|ERRF|(OPN|MSG|CLO)[FCA])..[\x00-\x0f]\x00
