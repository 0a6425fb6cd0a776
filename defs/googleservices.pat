# SPDX-License-Identifier: GPL-2.0-only
# Google APIs - services behind Android, Chrome and applications
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      storage.googleapis.com: files of customers.

protocol  googleservices
about     Google APIs, by TLS server name
group     cloud
alias     googleapis
source    developers.google.com, "API hosts": *.googleapis.com
source    firebase.google.com, "FCM ports and your firewall": mtalk.google.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)((www|ajax|fonts|oauth2|android|play|fcm|update|translate|imasdk|safebrowsing|content(-autofill)?|firebase|firebaseinstallations|firebaselogging|firebaseremoteconfig|firebasestorage|firestore|people)\.googleapis\.com|googletag(manager|services)\.com|(alt[0-9]-)?mtalk\.google\.com)([^a-z0-9.-]|jj|zz|$)
tcp: ^\x16\x03[\x00-\x04]..\x01.*-pa\.googleapis\.com([^a-z0-9.-]|jj|zz|$)
