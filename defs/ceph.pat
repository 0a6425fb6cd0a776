# SPDX-License-Identifier: GPL-2.0-only
# Ceph - storage cluster, messenger versions 1 and 2
#
# Both sides begin with a banner; version 1 "ceph v" and three digits, version 2 "ceph v2", line
# feed, length 16.

protocol  ceph
about     Ceph: monitors, OSDs, clients
group     file
source    Ceph documentation, dev/msgr2 and dev/network-protocol (banner)

tcp: ^ceph v([0-9][0-9][0-9]|2\n\x10\x00)
