# SPDX-License-Identifier: GPL-2.0-only
# CPHA - Check Point cluster control protocol (UDP port 8116)
#
# Magic number 1A90, version, cluster, operation 1 to 10, interface, ... (2 bytes each).
# Missed   operations of newer versions that are not known.

protocol  cpha
about     Check Point High Availability, cluster control
group     network
alias     cphap cp-cluster ccp
source    Wireshark, dissector cpha

udp size 20..: ^\x1a\x90[\x00-\x1f]...\x00[\x01-\x0a]\x00
