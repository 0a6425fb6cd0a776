# SPDX-License-Identifier: GPL-2.0-only
# UUCP - Unix to Unix Copy over TCP
#
# The called side says 10, Shere=name, 00; the caller 10, S name, options, 00. A login may go before.
#
# Seen     the called side, also behind the plain prompts for login and password; the caller, if
#          nothing goes before.

protocol  uucp
about     Unix to Unix Copy
group     file
source    Taylor UUCP manual, The Initial Handshake

tcp nocase: ^([\r\n]*login: ?[\r\n]*)?([\r\n]*password: ?[\r\n]*)?\x10Shere(=[!-~]+)?\x00
tcp: ^\x10S[!-~]+ (-[A-Za-z][!-~]* ?)+\x00
