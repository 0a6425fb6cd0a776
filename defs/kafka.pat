# SPDX-License-Identifier: GPL-2.0-only
# Apache Kafka - requests of clients and brokers (also Redpanda)
#
# Request: length, API key (0 to 90), its version, correlation id (counts from 0; in SASL near
# 7FFFFFFF), client id with length. Answer to ApiVersions: correlation id, error 0, list of keys
# with versions, Produce (0) and Fetch (1) first. The start of PostgreSQL, in place of the
# correlation id, has letters; ZooKeeper has no client id. Missed: clients without an id; other
# answers, which have no sign.

protocol  kafka
about     Apache Kafka
group     messaging middleware
alias     redpanda
source    Kafka protocol guide (kafka.apache.org/protocol), request headers v1 and v2, ApiVersions
rank      101

tcp u32@0 + 4 <= size u32@0 >= 11 u8@1 <= 0x7f u8@4 = 0 u8@5 <= 0x5a u8@6 = 0 u8@7 <= 0x14 u8@8 = 0 u8@12 = 0 u8@13 >= 1 u8@13 <= 0x7f u8@14 >= 0x2d u8@14 <= 0x7a: ^\x00
tcp u32@0 + 4 <= size u32@0 >= 11 u8@1 <= 0x7f u8@4 = 0 u8@5 <= 0x5a u8@6 = 0 u8@7 <= 0x14 u24@8 = 0x7fffff u8@12 = 0 u8@13 >= 1 u8@13 <= 0x7f u8@14 >= 0x2d u8@14 <= 0x7a: ^\x00
# ApiVersions, versions 0 to 2, and 3 (compact)
tcp: ^\x00\x00[\x00-\x03].(\x00...|\x7f\xff\xff.)\x00\x00\x00\x00\x00[\x10-\x60]\x00\x00\x00[\x00-\x03]\x00[\x02-\x1f]\x00\x01
tcp: ^\x00\x00[\x00-\x03].(\x00...|\x7f\xff\xff.)\x00\x00[\x10-\x60]\x00\x00\x00[\x00-\x03]\x00[\x02-\x1f]\x00\x00\x01
