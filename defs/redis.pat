# SPDX-License-Identifier: GPL-2.0-only
# Redis - RESP (also Valkey, KeyDB, Dragonfly)
#
# A command is an array of bulk strings: *NUMBER CRLF $LENGTH CRLF ... The server is seen alone by
# an array, by errors that are its own or by PONG; "+OK" and "-ERR" alone may be POP3. Missed:
# single simple answers, commands typed by hand (inline), TLS.

protocol  redis
about     Redis and compatible key-value stores
group     database
alias     resp valkey keydb
source    redis.io, Redis serialization protocol specification (RESP2, RESP3)

tcp: ^\*[0-9]+\r\n([$*][0-9]+\r\n|:-?[0-9]+\r\n|\+[A-Za-z])
tcp: ^(\+OK\r\n)*(\+PONG\r\n|\$-1\r\n|\$[0-9]+\r\n# [A-Z][a-z]+\r\nredis_|%[0-9]+\r\n\$6\r\nserver\r\n)
tcp: ^(\+OK\r\n)+([*:$][0-9]+\r\n)
tcp: ^-(NOAUTH|WRONGPASS|NOPERM|NOPROTO|WRONGTYPE|MISCONF|LOADING|READONLY|MASTERDOWN|DENIED) [A-Z][a-z]
tcp: ^-(ERR unknown (command|subcommand) ['`]|ERR wrong number of arguments for|ERR AUTH |ERR Protocol error|MOVED [0-9]+ |ASK [0-9]+ )
