# SPDX-License-Identifier: GPL-2.0-only
# gRPC - remote procedure calls over HTTP/2 in the clear
#
# The client's HTTP/2 preface and a HEADERS block with content-type application/grpc (gRPC over
# HTTP2, Requests), written by HPACK (RFC 7541): name from the static table (31: 5F, or 0F 10
# without indexing) or in letters, value in letters or in the Huffman code of appendix B (1D 75 D0
# 62 0D 26 3D 4C 4D 65 64 with the length 8B, longer with +proto). Also gRPC-Web over HTTP/1.1.
# Missed: clients that wait for the server's SETTINGS before the first call (then only HTTP/2 is
# seen in time), gRPC in TLS.
# Alike: any HTTP/2; without that content type it is named http2.

protocol  grpc
about     gRPC over HTTP/2 in the clear, gRPC-Web
group     middleware web
source    gRPC over HTTP2 (grpc/grpc doc/PROTOCOL-HTTP2.md), Requests
source    RFC 7541 section 6.2, appendix A and B
rank      80

tcp: ^PRI \* HTTP/2\.0\r\n\r\nSM\r\n\r\n.*([\x10-\x18]application/grpc|[\x8b-\x95]\x1du\xd0b\x0d&=LMed)
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/grpc
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/grpc
