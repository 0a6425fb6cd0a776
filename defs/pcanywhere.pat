# SPDX-License-Identifier: GPL-2.0-only
# pcAnywhere - remote control by Symantec
#
# Seen     the greeting of the host (Please press <Enter>) with its cursor controls.
# Missed   the client; the search over UDP is two letters.

protocol  pcanywhere
about     Symantec pcAnywhere
group     remote
alias     pcanywheredata
source    public description (nmap's service probes)

tcp: ^\x00?X\x08\x00?\}\x08\r\n\x00?\.\x08
