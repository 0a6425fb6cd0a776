# SPDX-License-Identifier: GPL-2.0-only
# JSON-RPC 2.0 - remote procedure calls in JSON
#
# Bare over TCP or UDP, in HTTP, or behind the header lines of the Language Server Protocol. Every
# object, request or response, has the member "jsonrpc" with the value "2.0" (JSON-RPC 2.0 section 4
# and 5), anywhere on its top level. Objects up to two levels deep may come before it.
# Missed: JSON-RPC 1.0 (nothing in it says so); bodies that come in a later packet than the header
# of HTTP.
# Alike: Stratum (mining) speaks JSON-RPC with methods of its own and is named stratum or monero
# where it can be told.

protocol  json-rpc
about     JSON-RPC 2.0
group     middleware
alias     json_rpc jsonrpc
source    JSON-RPC 2.0 Specification section 4 and 5
source    Language Server Protocol 3.17, Base Protocol
rank      95

tcp+udp: ^[ \t\r\n]*\[?\{([^{}\x00-\x08]|\{[^{}\x00-\x08]*\})*"jsonrpc"[ \t]*:[ \t]*"2\.0"
tcp: ^Content-Length: [0-9]+\r\n(Content-Type: [^\r\n]*\r\n)?\r\n\[?\{([^{}\x00-\x08]|\{[^{}\x00-\x08]*\})*"jsonrpc"[ \t]*:[ \t]*"2\.0"
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*\r\n[ \t\r\n]*\[?\{([^{}\x00-\x08]|\{[^{}\x00-\x08]*\})*"jsonrpc"[ \t]*:[ \t]*"2\.0"
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*\r\n[ \t\r\n]*\[?\{([^{}\x00-\x08]|\{[^{}\x00-\x08]*\})*"jsonrpc"[ \t]*:[ \t]*"2\.0"
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/json-?rpc
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/json-?rpc
