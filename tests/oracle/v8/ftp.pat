# SPDX-License-Identifier: GPL-2.0-only
# FTP - file transfer, control connection
#
# Source   RFC 959 section 4.1 (USER, PASS, SYST, ...), 4.2 (replies: 220 ready, 331 password, 230
#          logged in, 530 not); RFC 4217 section 4 (AUTH TLS, 234); RFC 2389 (FEAT, OPTS); RFC
#          2428 (EPSV, EPRT).
# Sees     1. A greeting whose first line says what FTP servers call themselves ("... FTP server",
#             "... FTP service", "...FTPd", "FileZilla").
#          2. Any greeting 220, then the client's first command or the server's second reply.
#             Lines of a longer greeting begin with 220, a blank or another character that is no
#             letter.
#          3. Only the client: USER and PASS (a POP3 client begins so too), then a command that
#             POP3 does not have; or AUTH TLS, USER with FEAT/SYST before it.
# Misses   A silent client when the greeting says nothing, greetings of bare text in several
#          lines.
# Alike    SMTP greets with 220 as well, but its client then says EHLO or HELO, its server 250.
#          Data connections belong to the connection that opened them and are not looked at.
ftp
^220[ -][^\x0d\x0a]*(ftpd|ftp[ -]serv(er|ice)|filezilla)|^220[ -][^\x0d\x0a]*\x0d?\x0a([^a-z\x0d\x0a][^\x0d\x0a]*\x0d?\x0a)*(user [^\x0d\x0a]|auth (tls|ssl)|feat\x0d|syst\x0d|opts utf8|host [^\x0d\x0a]|331[ -]|230[ -]|234[ -]|530[ -])|^(feat\x0d?\x0a|syst\x0d?\x0a|opts utf8[^\x0d\x0a]*\x0d?\x0a)*user [^\x0d\x0a]+\x0d?\x0apass [^\x0d\x0a]*\x0d?\x0a(syst|feat|pwd|xpwd|type [aeil]|pasv|epsv|port [0-9]|eprt |cwd|opts |site |acct |rest |size |mdtm |clnt |pbsz )|^auth (tls|ssl)\x0d?\x0a|^(feat\x0d?\x0a|syst\x0d?\x0a)user [!-~]
