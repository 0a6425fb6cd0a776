# SPDX-License-Identifier: GPL-2.0-only
# Couchbase - its extensions of the binary protocol of memcached
#
# Clients begin with HELLO (1F), whose key names the client; cluster configuration (B5), bucket (89)
# and change streams (50) have numbers that memcached does not use.

protocol  couchbase
about     Couchbase: key-value and DCP connections
group     database
alias     membase
source    kv_engine docs/BinaryProtocol.md (header, opcodes)
rank      90

tcp u32@8 + 24 <= size u32@8 < 1048576: ^\x80[\x1f\x50\x89\xb5]\x00.[\x00\x04\x08\x10]\x00
tcp u32@8 + 24 <= size u32@8 < 1048576: ^\x81[\x1f\x50\x89\xb5]\x00[\x00\x02][\x00\x04]\x00\x00.
