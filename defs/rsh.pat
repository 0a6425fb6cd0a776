# SPDX-License-Identifier: GPL-2.0-only
# rsh - remote shell and login of BSD
#
# Seen: the client's first message. rsh: port for errors (a reserved one, 512..1023), local user,
# remote user, command, each ended by 00. rlogin: 00, two users, terminal and its speed.
# Missed: the server, who answers 00 only.
# Looks alike: rexec has the form of rsh, with a password for the second name, and is named so too.

protocol  rsh
about     Remote shell and login of BSD
group     remote
alias     shell rshell remsh rexec rlogin
source    4.2BSD rshd(8), rexecd(8); RFC 1282 (rlogin)

tcp: ^([5-9][0-9]{2}|10[0-2][0-9])\x00[!-~]+\x00[!-~]+\x00[ -~]+\x00
tcp: ^0\x00[!-~]+\x00[!-~]+\x00[ -~]+\x00$
tcp: ^\x00[!-~]+\x00[!-~]+\x00[!-~]+/[1-9][0-9][0-9]+\x00
