# SPDX-License-Identifier: GPL-2.0-only
# Veeder-Root - automatic tank gauges (TLS-250, TLS-300, TLS-350)
#
# Seen: a command, with or without the security code; the report or the error a gauge answers.

protocol  veeder-root-atg
about     Tank gauges, Veeder-Root serial commands over TCP
group     industrial
alias     atg
source    Veeder-Root Serial Interface Manual 576013-635: SOH, I or S, function of 3, tank of 2 digits

tcp: ^\x01([0-9A-Za-z]{6})?[IiSs][0-9A-F]{3}[0-9]{2}([\r\n]|$)
# the answer repeats the command; 9999FF1B: not understood
tcp: ^\x01?\r?\n?[IiSs][0-9A-F]{3}[0-9]{2}\r?\n[0-9A-Z]{1,4}[/ ,]
tcp: ^\x01?9999FF1B[\x03\r\n]
