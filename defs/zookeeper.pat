# SPDX-License-Identifier: GPL-2.0-only
# ZooKeeper - coordination service
#
# Connect request: length 44 or 45, protocol 0, last zxid, time-out, session, password of 16 bytes,
# [read only]. Answer: length 36 or 37, protocol 0, time-out, session, password. Missed: the
# protocol between the servers; sessions whose beginning was not seen.

protocol  zookeeper
about     ZooKeeper: client sessions, four-letter words
group     middleware
alias     zk
source    ZooKeeper source: zookeeper.jute (ConnectRequest, ConnectResponse); Administrator's Guide

tcp: ^\x00\x00\x00[\x2c\x2d]\x00\x00\x00\x00.{8}\x00.{3}.{8}\x00\x00\x00\x10
tcp: ^\x00\x00\x00[\x24\x25]\x00\x00\x00\x00\x00.{3}.{8}\x00\x00\x00\x10
# commands of the administrator and answers
tcp client size 4..6: ^(ruok|mntr|srvr|isro|wchs)\r?\n?$
tcp server: ^(imok$|Zookeeper version: |zk_version\t|This ZooKeeper instance is not)
