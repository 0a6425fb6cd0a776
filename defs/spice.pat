# SPDX-License-Identifier: GPL-2.0-only
# SPICE - display of virtual machines
#
# Seen: the link message of either side of every channel, alone. Missed: channels inside of TLS.

protocol  spice
about     SPICE, remote display of virtual machines
group     remote
source    SPICE protocol, link messages: magic "REDQ", major version, minor version, size (little-endian)

tcp: ^REDQ[\x01\x02]\x00\x00\x00[\x00-\x0f]\x00\x00\x00
