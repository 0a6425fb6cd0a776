# SPDX-License-Identifier: GPL-2.0-only
# Microsoft Teams - conferences and chat
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; calls are STUN (skype) and RTP.

protocol  teams
about     Microsoft Teams, by TLS server name
group     conference chat
alias     msteams microsoft-teams
source    learn.microsoft.com, "Office 365 URLs and IP address ranges", Microsoft Teams:
source    *.teams.microsoft.com, *.teams.cloud.microsoft, teams.cloud.microsoft, *.teams.live.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(teams\.(microsoft|live|office)\.com|teams\.cdn\.office\.net|teams\.cloud\.microsoft)([^a-z0-9.-]|jj|zz|$)
