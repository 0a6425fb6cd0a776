# SPDX-License-Identifier: GPL-2.0-only
# Tencent Games - connections of Tencent's game service libraries (PUBG Mobile, Arena of Valor, ...)
#
# TGCP (game connection protocol): 33 66, head and body version, command, encrypted, number, length
# of head and body, all big endian.
# Also the account and patch service framing 42 15 f7 87.

protocol  tencentgames
about     Tencent games: TGCP and service connections
group     game mobile
alias     tgcp
source    nDPI tencent_games (public dissector); public descriptions of TGCP
source    RFC 6066 section 3, server_name
rank      50

# SYN, answers, authorisation, data: commands 10xx-90xx
tcp: ^\x33\x66\x00[\x05-\x1f]\x00[\x05-\x1f][\x10-\x90][\x01-\x13][\x00-\x03]\x00\x00..\x00\x00[\x00-\x03].\x00[\x00-\x03]..
# service: constant, command 1001 and length; answer 1002, result and length
tcp u32@6 + 10 <= size: ^\x42\x15\xf7\x87\x03\xe9\x00\x00..
tcp: ^\x42\x15\xf7\x87\x03\xea\x00\x00\x00\x00..
# TLS ClientHello, server name (RFC 6066 section 3)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((gcloudsdk|gcloudcs|igamecj|tencentgames|anticheatexpert)\.com)([^a-z0-9.-]|jj|zz|$)
