# SPDX-License-Identifier: GPL-2.0-only
# IMAP4 - mail access
#
# Seen: the server's greeting; the client's first command with its tag; of sessions whose beginning
# is missing the server's news about a mailbox and the client's UID commands.
# Looks alike: ManageSieve and ACAP have no "* OK"; POP3 and NNTP have no tags. A tag without a digit
# could be a word.

protocol  imap
about     Mail access
group     mail
alias     imap4 imap2
source    RFC 9051 (and 3501) section 7.1: "* OK", PREAUTH, BYE; 6.1, 6.2: commands; RFC 2971: ID

tcp nocase: ^\* (OK|PREAUTH|BYE) [!-~]
tcp nocase: ^[a-z0-9.]{1,8} (CAPABILITY\r?\n|STARTTLS\r?\n|ID \(")
# tags have a digit; LOGIN has two words, strings or lengths of strings
tcp nocase: ^[a-z.]*[0-9][a-z0-9.]* (ID NIL\r?\n|AUTHENTICATE (PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|NTLM|GSSAPI|EXTERNAL|XOAUTH2?|OAUTHBEARER|SCRAM-|ANONYMOUS|KERBEROS|SKEY|MSN))
tcp nocase: ^[a-z.]*[0-9][a-z0-9.]* LOGIN (\{[0-9]+\+?\}\r\n|("[^"\r\n]*"|[^" {\r\n]+) ("[^"\r\n]*"|\{[0-9]+\+?\}|[^" {\r\n]+)\r?\n)
tcp nocase: ^\* ([0-9]+ (EXISTS|RECENT|EXPUNGE)\r\n|[0-9]+ FETCH \(|CAPABILITY IMAP4|FLAGS \(\\)
tcp nocase: ^[a-z.]*[0-9][a-z0-9.]* UID (FETCH|STORE|SEARCH|COPY|MOVE) ([0-9*]|[A-Z]+ )
