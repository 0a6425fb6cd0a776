# SPDX-License-Identifier: GPL-2.0-only
# Lotus Notes (HCL Domino) - groupware, NRPC
#
# Seen: the first message of the client.

protocol  lotusnotes
about     Lotus Notes and Domino
group     mail
alias     lotusnote lotus-notes nrpc
source    Public dissector (nDPI lotus_notes): 00 00 02 00 00 40 02 0f at 6

tcp size 17.. u32@6 = 0x00000200 u32@10 = 0x0040020f: ^.
