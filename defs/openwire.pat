# SPDX-License-Identifier: GPL-2.0-only
# OpenWire - binary protocol of ActiveMQ
#
# Both sides begin with WIREFORMAT_INFO: length (unless disabled), type 1, "ActiveMQ", version.

protocol  openwire
about     OpenWire: ActiveMQ
group     messaging middleware
alias     activemq
source    ActiveMQ documentation, OpenWire version 2 specification (WireFormatInfo)

tcp: ^(\x00[\x00-\x0f]..)?\x01ActiveMQ\x00\x00\x00
