# SPDX-License-Identifier: GPL-2.0-only
# PostgreSQL - and databases that speak its protocol (Redshift, CockroachDB, pgbouncer)
#
# The client begins with a request for TLS or GSSAPI or with start-up parameters, "user" among them.
# The server is seen alone by its authentication request or error. Sessions whose beginning was
# missed are seen by a query.

protocol  postgresql
about     PostgreSQL and databases that speak its protocol
group     database
alias     postgres pgsql
source    PostgreSQL documentation, chapter Frontend/Backend Protocol, Message Formats

# SSLRequest, GSSENCRequest, CancelRequest
tcp: ^\x00\x00\x00(\x08\x04\xd2\x16[\x2f\x30]|[\x10-\xff]\x04\xd2\x16\x2e)
# StartupMessage: length, version 3.0 or 3.2, parameter names (user, database, options, ...) and
# values
tcp: ^\x00\x00[\x00-\x27].\x00\x03\x00[\x00-\x02](_pq_\.[a-z_]+|[A-Za-z]+[a-z_]{3,})\x00[^\x00]*\x00
# Authentication: length, kind 0, 2, 3, 5 to 12; after the answer S or N to a request for TLS
tcp server: ^[SN]?[SN]?R\x00\x00\x00[\x08-\xff]\x00\x00\x00[\x00-\x0c]
# ErrorResponse: severity in text
tcp server: ^[SN]?[SN]?E\x00\x00..S[^\x00]+\x00(V[A-Z]+\x00)?C[0-9A-Z]{5}\x00
# Query, Parse (name of the statement first)
tcp nocase u32@1 < 65536: ^[QP]\x00\x00..([a-z0-9_]*\x00)?(select|insert|update|delete|begin|commit|rollback|set|show|start|create|drop|with|deallocate|fetch|declare)[ ;\x00\n]
