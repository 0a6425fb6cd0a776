# SPDX-License-Identifier: GPL-2.0-only
# Alibaba Cloud - agent on virtual machines (management, command channel)
#
# Each message has a header of eight bytes: CE FA BE BA, length of what follows, both little-endian.

protocol  alicloud
about     Alibaba Cloud agent
group     cloud
source    nDPI dissector alicloud (magic number)

tcp: ^\xce\xfa\xbe\xba..[\x00-\x0f]\x00
