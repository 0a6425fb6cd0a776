# SPDX-License-Identifier: GPL-2.0-only
# SMTP over TLS (submissions) - as far as it can be told from other TLS
#
# There is no ALPN name; a server whose name begins with smtp. (as in the autoconfiguration files of
# all mail programs) and a connection that begins with a ClientHello is a submission by implicit TLS
# (RFC 8314 section 3.3).
# Missed: other server names (then it is tls). SMTP with STARTTLS begins in the clear and is named
# smtp.

protocol  smtps
about     SMTP over TLS, by server name
group     mail
alias     submissions
source    RFC 8314 section 3.3; RFC 6066 section 3 (server name)
rank      55

tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x00[^\x00]smtps?[0-9]?(-relay|-mail)?\.[a-z0-9]
