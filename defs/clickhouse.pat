# SPDX-License-Identifier: GPL-2.0-only
# ClickHouse - native protocol, and answers of the HTTP interface
#
# Both sides begin with a hello: 0, length, name "ClickHouse ..." (of the program), version numbers.

protocol  clickhouse
about     ClickHouse
group     database
source    ClickHouse documentation, Native protocol (client, server packets), HTTP interface
rank      60

tcp: ^\x00[\x0a-\x60]ClickHouse
# exception: code, name
tcp: ^\x02..\x00\x00[\x0d-\x20]DB::(Net|)Exception
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*X-ClickHouse-(Summary|Server-Display-Name|Query-Id|Exception-Code):
