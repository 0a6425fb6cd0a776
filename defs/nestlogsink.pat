# SPDX-License-Identifier: GPL-2.0-only
# Weave of Nest - thermostats, cameras, detectors and their service (TCP port 11095)
#
# Weave message over TCP: length (little-endian), header: flags and encryption (00, 10), version 1
# with destination and source node present (13); message id, source and destination node: EUI-64,
# little-endian, 18B430 of Nest.

protocol  nestlogsink
about     Nest devices (Weave over TCP, log sink)
group     home iot
alias     nest_log_sink nest-weave
source    OpenWeave, WeaveMessageLayer.h (message header); IEEE registry: 18B430 Nest Labs

tcp u16le@0 + 2 <= size: ^..[\x00\x10]\x13.{9}\x30\xb4\x18.{5}\x30\xb4\x18
