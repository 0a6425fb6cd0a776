# SPDX-License-Identifier: GPL-2.0-only
# NNTP - net news
#
# Seen: a greeting 200 or 201 that speaks of news; commands only NNTP has, from the client alone;
# any greeting 200 or 201 together with a command or an answer of NNTP.
# Looks alike: other services answer 200 as well, so the code alone decides nothing.

protocol  nntp
about     Net news (Usenet)
group     mail
alias     usenet
source    RFC 3977 section 5 (greeting, CAPABILITIES, MODE READER), 6, 7; RFC 4643 AUTHINFO; RFC 4644

tcp nocase: ^20[01] [^\r\n]*(nntp|nnrp|news|usenet|posting|leafnode|inn[ 0-9d])
tcp nocase: ^(MODE (READER|STREAM)\r?\n|CAPABILITIES\r?\n|AUTHINFO (USER|PASS|SASL|SIMPLE) |XFEATURE [A-Z]|(IHAVE|CHECK|TAKETHIS) <[!-~]+>\r?\n|LIST (ACTIVE|NEWSGROUPS|OVERVIEW\.FMT|DISTRIB\.PATS)|X?OVER [0-9]+-?|XHDR [a-z-]+ [0-9]|(ARTICLE|BODY|HEAD|STAT) <[!-~]+@[!-~]+>\r?\n|GROUP [a-z0-9+_-]+(\.[a-z0-9+_-]+)+\r?\n)
tcp: ^20[01] [ -~]+\r?\n
and nocase: ^(HELP|DATE|LIST|POST|NEXT|SLAVE|STARTTLS|COMPRESS DEFLATE)\r?\n|^(GROUP|LISTGROUP|NEWGROUPS|NEWNEWS|ARTICLE|BODY|HEAD|STAT) [!-~]
tcp: ^20[01] [ -~]+\r?\n(480|381|281|101|111|211|215|203|382) [!-~]
