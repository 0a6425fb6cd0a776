# SPDX-License-Identifier: GPL-2.0-only
# UCP/EMI - short messages between operators and services
#
# Seen: a request or an answer of either side, alone.

protocol  ucp
about     Short messages, UCP (EMI)
group     mobile messaging
alias     emi
source    EMI-UCP Interface specification 4.0: STX, number (2 digits), length (5), O or R, operation (2)

tcp: ^\x02[0-9]{2}/[0-9]{5}/[OR]/[0-9]{2}/
