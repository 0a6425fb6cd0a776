# SPDX-License-Identifier: GPL-2.0-only
# MSN Messenger - Microsoft's Notification Protocol, now on servers of enthusiasts
#
# Lines of three letters, a number and arguments. VER with the versions MSNPn opens a session; USR and
# ANS open a conversation with an address and a cookie of digits and dots.
#
# Seen     client and server, each alone, but for a server whose first line is not among these.
# Missed   the protocol inside HTTP.

protocol  msnmessenger
about     MSN Messenger
group     chat
alias     msnms msn msnp
source    draft-movva-msn-messenger-protocol-00; classic pattern msnmessenger

tcp: ^VER [0-9]+ (MSNP[0-9]+ |CVR0\r\n|MSNP[0-9]+\r\n)
tcp: ^(USR|ANS) [0-9]+ [^ @\r\n]+@[^ @\r\n]+ [0-9]+\.[0-9.]+( [0-9]+)?\r\n
tcp: ^(USR [0-9]+ OK|IRO [0-9]+ [0-9]+ [0-9]+) [^ @\r\n]+@[^ @\r\n]+ [^\r\n]+\r\n
