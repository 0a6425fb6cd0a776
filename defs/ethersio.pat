# SPDX-License-Identifier: GPL-2.0-only
# Ether-S-I/O - remote inputs and outputs of SAIA (SBC) controllers
#
# ESIO, then small numbers: kind of telegram 1 (transfer) or 2 (status), version.
#
# Seen     every telegram.

protocol  ethersio
about     SAIA Ether-S-I/O
group     industrial
alias     esio ether-s-io
source    Wireshark's public dissector packet-esio.c (proprietary)

udp size 20..: ^ESIO\x00[\x00-\x02]\x00
