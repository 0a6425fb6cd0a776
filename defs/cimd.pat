# SPDX-License-Identifier: GPL-2.0-only
# CIMD2 - Computer Interface to Message Distribution, Nokia's centres for short messages
#
# 02, operation (two digits), colon, packet number (three digits), tab, parameters (three digits,
# colon, value, tab), check sum (two hexadecimal digits) or none, 03.
#
# Seen     client and centre, each alone, also from the middle of a session.

protocol  cimd
about     CIMD2 short message centres
group     messaging mobile
alias     cimd2
source    Nokia SMS Center 8.0, CIMD Interface Specification, 3

tcp: ^\x02[0-9]{2}:[0-9]{3}\t([0-9]{3}:[^\t\x02\x03]*\t)*([0-9A-F]{2})?\x03
