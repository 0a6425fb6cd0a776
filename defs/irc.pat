# SPDX-License-Identifier: GPL-2.0-only
# IRC - internet relay chat
#
# Seen: the client's first command: NICK with one word, USER with four parameters (the last one behind
# a colon, or number and * before it), CAP LS, CAP REQ; PASS if one of them follows. The server's
# first NOTICE or number.
# Looks alike: USER and PASS of FTP and POP3 have one parameter.

protocol  irc
about     Internet relay chat
group     chat
source    RFC 2812 section 3.1, 5.1 (RFC 1459 section 4.1): PASS, NICK, USER; numerics 001..004
source    IRCv3 capability negotiation: CAP LS, CAP REQ

tcp nocase: ^(PASS [^\r\n]+\r?\n)?(NICK :?[!-~]+\r?\n|USER [!-~]+ ([!-~]+ [!-~]+ :|[0-9]+ \* [!-~])|CAP (LS( 30[0-9])?|REQ :?[a-z][^\r\n]*)\r?\n)
tcp nocase: ^(:[!-~]+ )?NOTICE (AUTH|\*) :
tcp nocase: ^:[!-~]+ (00[1-4]|020|43[2-7]|46[1-5]|NOTICE) [!-~]+ [!-~]
tcp nocase: ^(:[!-~]+ )CAP [!-~]+ (LS|ACK|NAK|LIST)\x20
# sessions whose beginning is missing
tcp: ^:[!-~]+![!-~]+@[!-~]+ (PRIVMSG|NOTICE|JOIN|PART|QUIT|NICK|MODE|TOPIC|KICK)\x20
