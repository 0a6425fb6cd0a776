# SPDX-License-Identifier: GPL-2.0-only
# Microsoft 365 - Office, sign-in
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      teams.office.com, outlook.office.com, outlook.office365.com: Teams and Outlook.

protocol  microsoft365
about     Microsoft 365, by TLS server name
group     cloud
alias     office365
source    learn.microsoft.com, "Office 365 URLs and IP address ranges", common and Office Online
rank      60

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((www|substrate|login|portal|home|admin|config|clients|nexus|ecs|roaming|protection|online)\.office\.com|office365\.com|office\.net|microsoftonline(-p)?\.com|(officeapps|office|login)\.live\.com|(msauth|msftauth|msauthimages|msftauthimages)\.net)([^a-z0-9.-]|jj|zz|$)
