# SPDX-License-Identifier: GPL-2.0-only
# finger - who is logged in
#
# A question is one line with a name and could be anything, but for the prefix /W (in detail).
# Answers of the BSD and GNU servers begin with the fields Login, Name, or the heading of a table.
#
# Seen     questions with /W, common answers.
# Missed   other questions and answers.

protocol  finger
about     Finger
group     directory
source    RFC 1288 section 2.3 (queries), 2.5.5; 4.4BSD finger

tcp: ^/W( [!-~]+)?\r\n$
tcp: ^[\r\n]*Login( name)?: [!-~]+[ \t]+(Name|In real life):\x20
tcp: ^[\r\n]*Login[ \t]+Name[ \t]+T(TY|ty)[ \t]
