# SPDX-License-Identifier: GPL-2.0-only
# Elasticsearch and OpenSearch - transport protocol between nodes; answers of the HTTP interface
#
# Transport: "ES", length, request id (8 bytes, a counter), status, version as a number (6080199 for
# 6.8.1, with bit 08000000 in OpenSearch). The HTTP interface is seen by the header that the server
# adds.

protocol  elasticsearch
about     Elasticsearch, OpenSearch
group     database
alias     opensearch
source    Elasticsearch source: transport/TcpHeader (marker, sizes, version), Version.java
rank      60

tcp: ^ES\x00[\x00-\x7f]..\x00\x00\x00\x00....[\x00-\x1f][\x00\x08][\x0f-\xef]
# ping
tcp: ^ES\xff\xff\xff\xff
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*X-elastic-product:[ \t]*Elasticsearch
