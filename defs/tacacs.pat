# SPDX-License-Identifier: GPL-2.0-only
# TACACS+ - authentication, authorisation and accounting of administrators
#
# Seen: the first packet of either side. Missed: TACACS and XTACACS, which came before.

protocol  tacacs
about     Terminal Access Controller Access-Control System Plus
group     auth
alias     tacacs+ tacplus tac_plus
source    RFC 8907 section 4.1 (version C0 or C1, type 1..3, sequence, flags 1 unencrypted,
source    4 single connection, length)

tcp u32@8 >= 5 u32@8 <= 65535 u32@8 + 12 = size: ^[\xc0\xc1][\x01-\x03][\x01\x02][\x00\x01\x04\x05]
