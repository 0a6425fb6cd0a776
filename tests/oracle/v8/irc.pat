# SPDX-License-Identifier: GPL-2.0-only
# IRC - internet relay chat
#
# Source   RFC 2812 section 3.1 (RFC 1459 section 4.1): PASS, then NICK nickname and USER user
#          mode unused :realname, in either order; section 2.3: prefix ":" server; IRCv3
#          capability negotiation: CAP LS, CAP REQ. Servers begin with NOTICE AUTH or NOTICE *
#          (custom of all of them, before the name is known), or with numerics 001..004 (section
#          5.1).
# Sees     The client's first command: NICK with one word, USER with four parameters, CAP LS or
#          CAP REQ; PASS if NICK or USER follows. Or the server's first NOTICE or numeric.
# Alike    USER and PASS of FTP and POP3 have one parameter.
irc
^(pass [^\x0d\x0a]+\x0d?\x0a)?(nick :?[!-~]+\x0d?\x0a|user [!-~]+ [!-~]+ [!-~]+ :|cap (ls( 30[0-9])?|req :?[a-z][^\x0d\x0a]*)\x0d?\x0a)|^(:[!-~]+ )?notice (auth|\*) :|^:[!-~]+ (00[1-4]|020|43[2-7]|46[1-5]|notice) [!-~]+ [!-~]
