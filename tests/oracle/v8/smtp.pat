# SPDX-License-Identifier: GPL-2.0-only
# SMTP - mail transfer and submission
#
# Source   RFC 5321 section 4.2 and 4.3.1: the server greets with 220 (or refuses with 554) domain
#          text; section 4.1.1.1: the client answers EHLO or HELO and its domain, the server 250.
# Sees     1. A greeting whose first line says SMTP or ESMTP (ESMTP: RFC 1869 section 4.2).
#          2. Any greeting 220, then EHLO or HELO from the client or 250 from the server.
#          3. Only the client: EHLO or HELO with one argument.
# Misses   A greeting without that word whose client stays silent.
# Alike    FTP greets with 220 too, but 250 never is its second reply. LMTP (RFC 2033) says LHLO
#          and is not SMTP.
smtp
^(220|421|554)[ -][^\x0d\x0a]*smtp|^220[ -][^\x0d\x0a]*\x0d?\x0a([^a-z\x0d\x0a][^\x0d\x0a]*\x0d?\x0a)*(ehlo |helo |250[ -])|^(ehlo|helo) [!-~]+ ?\x0d?\x0a
