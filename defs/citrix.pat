# SPDX-License-Identifier: GPL-2.0-only
# Citrix ICA - remote applications and desktops
#
# Seen: the banner of the ICA connection, which both sides send; that of the gateway protocol
# (session reliability). Missed: what is inside of TLS.

protocol  citrix
about     Citrix ICA and CGP, remote applications and desktops
group     remote
alias     ica citrixima
source    Public dissectors (nDPI citrix): 7f 7f "ICA" 00; 1a "CGP/01"

tcp: ^\x7f\x7fICA\x00
tcp: ^\x1aCGP/01
