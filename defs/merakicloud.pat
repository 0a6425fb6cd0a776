# SPDX-License-Identifier: GPL-2.0-only
# Meraki cloud - devices of Cisco Meraki report to their controllers (UDP port 7351)
#
# Magic number FEF72891; what follows is encrypted.

protocol  merakicloud
about     Cisco Meraki devices and their cloud
group     network cloud
alias     meraki
source    nDPI, merakicloud.c; the protocol is not published

udp size 16..: ^\xfe\xf7\x28\x91
