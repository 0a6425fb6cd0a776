# SPDX-License-Identifier: GPL-2.0-only
# SMTP - mail transfer and submission
#
# Seen: 1. A greeting 220 (or a refusal 421, 554) that says SMTP, ESMTP or a mail server's name.
#       2. EHLO or HELO from the client, alone.
#       3. Any greeting 220, then 250 from the server, which only SMTP does.
# Missed: a greeting without such a word whose client is silent.
# Looks alike: FTP greets with 220, its client never says EHLO, its second reply never is 250. LMTP
# (RFC 2033) says LHLO and is not SMTP.

protocol  smtp
about     Mail transfer and submission
group     mail
alias     submission
source    RFC 5321 section 4.2 and 4.3.1 (replies), 4.1.1.1 (EHLO, HELO)

tcp nocase: ^((220|421|554)-[^\r\n]*\r?\n)*(220|421|554)[ -][^\r\n]*(smtp|postfix|sendmail|exim[ /]|exchange server)
tcp nocase: ^(EHLO|HELO) [!-~]+ ?\r?\n
tcp: ^(220[ -][^\r\n]*\r?\n)+250[ -][!-~]
# sessions whose beginning is missing
tcp nocase: ^(MAIL FROM|RCPT TO): ?<[!-=?-~]*>
