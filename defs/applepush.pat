# SPDX-License-Identifier: GPL-2.0-only
# Apple push notifications - messages to phones and computers (APNs)
#
# Seen: the server name or application protocol the client offers in TLS. Missed: TLS of which only
# the server is heard.

protocol  applepush
about     Push notifications of Apple (APNs)
group     mobile cloud
alias     apns
source    Apple Platform Deployment, Use Apple products on enterprise networks: *.push.apple.com
source    RFC 6066 section 3 (server name); RFC 7301 (application protocol "apns-...")
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(push\.apple\.com|push-apple\.com\.akadns\.net)([^a-z0-9.-]|jj|zz|$)
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00[\x0a-\x40][\x08-\x30]apns-(security|pack)-v
