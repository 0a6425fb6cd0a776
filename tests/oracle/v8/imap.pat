# SPDX-License-Identifier: GPL-2.0-only
# IMAP4 - mail access
#
# Source   RFC 9051 (and RFC 3501) section 7.1: the greeting is "* OK", "* PREAUTH" or "* BYE" and
#          text, often with a code in brackets; section 6.1 and 6.2: tag, then CAPABILITY, NOOP,
#          LOGOUT, STARTTLS, AUTHENTICATE or LOGIN; RFC 2971: ID.
# Sees     The server's greeting; or, when only the client is heard, its first command with a tag
#          of up to eight letters and digits.
# Alike    ManageSieve and ACAP have no "* OK". NNTP and POP3 have no tags.
imap
^\* (ok|preauth|bye) [!-~]|^[a-z0-9.][a-z0-9.]?[a-z0-9.]?[a-z0-9.]?[a-z0-9.]?[a-z0-9.]?[a-z0-9.]?[a-z0-9.]? (capability\x0d|starttls\x0d|login ["!-~][^\x0d\x0a]* |authenticate [a-z]|id (nil|\("))
