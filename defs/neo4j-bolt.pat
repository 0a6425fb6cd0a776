# SPDX-License-Identifier: GPL-2.0-only
# Neo4j Bolt - graph database (also Memgraph, Neptune)
#
# The client sends a number and four proposals of versions; the server one version, then messages in
# chunks, SUCCESS (B1 70, a map) first.

protocol  neo4j-bolt
about     Bolt: Neo4j and other graph databases
group     database
alias     bolt neo4j
source    neo4j.com/docs/bolt, Bolt handshake specification, Bolt message specification

tcp: ^\x60\x60\xb0\x17
tcp server: ^\x00[\x00-\x09][\x00-\x09][\x01-\x09](\x00[\x01-\xff]|[\x01-\x04].)\xb1\x70[\xa0-\xaf]
