# SPDX-License-Identifier: GPL-2.0-only
# Java RMI - remote method invocation (JRMP)
#
# The client sends a magic number, version 2 (1 in the oldest), and one of three ways to go on; the
# server acknowledges (4E) with the address it sees, in text, and the port.

protocol  java-rmi
about     Java RMI (JRMP)
group     middleware
alias     jrmi rmi jrmp rmiregistry
source    Java RMI specification 10.2 (wire protocol)

tcp: ^JRMI\x00[\x01\x02][\x4b-\x4d]
tcp: ^N\x00[\x07-\x2d][0-9A-Fa-f]+[.:][0-9A-Fa-f:.]+[.:][0-9A-Fa-f]+\x00\x00..
