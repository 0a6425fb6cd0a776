# SPDX-License-Identifier: GPL-2.0-only
# POP3 - mail retrieval
#
# Source   RFC 1939 section 4: the server greets with "+OK" and text, section 7: with a timestamp
#          <process.clock@host> for APOP; sections 4, 5, 7: USER, PASS, APOP, STAT, LIST, UIDL;
#          RFC 2449: CAPA; RFC 2595 section 4: STLS; RFC 5034: AUTH.
# Sees     1. A greeting that says POP, ready, or has an APOP timestamp.
#          2. Any +OK line, then a command of POP3.
#          3. Any +OK with text and a second +OK or -ERR with text (only the server is heard).
#          4. Only the client: CAPA or STLS or APOP first, or USER and PASS and then a command
#             that FTP does not have.
# Alike    FTP logs in with the same two commands. Redis answers +OK without text.
pop3
^\+ok [^\x0d\x0a]*(pop|ready|<[!-~]+@[!-~]+>)|^\+ok[^\x0d\x0a]*\x0d?\x0a((user|apop|auth) [!-~]|(capa|auth|stls)\x0d?\x0a)|^\+ok [!-~][^\x0d\x0a]*\x0d?\x0a(\+ok|-err) [!-~]|^(capa|stls)\x0d?\x0a|^apop [!-~]+ [0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]|^user [!-~]+\x0d?\x0apass [^\x0d\x0a]*\x0d?\x0a(stat\x0d|uidl|list( [0-9]+)?\x0d|retr [0-9]+\x0d|top [0-9]|capa\x0d|last\x0d)
