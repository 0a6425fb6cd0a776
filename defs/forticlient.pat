# SPDX-License-Identifier: GPL-2.0-only
# Fortinet SSL VPN - FortiGate, FortiClient
#
# The certificate that a FortiGate makes for itself has the unit "FortiGate": seen where the server
# is heard alone. Requests of the portal are seen if TLS ends before the filter. The certificates of
# TLS inspection ("Certificate Authority" in place of the unit) are not claimed: what is inspected
# is something else. Missed: gateways with other certificates.

protocol  forticlient
about     Fortinet SSL VPN: FortiGate certificate, portal
group     vpn
alias     fortinet fortigate
source    openconnect source: fortinet.c (URLs); certificates of FortiOS (factory certificate)
rank      60

tcp: ^(GET|POST) /remote/(logincheck|fortisslvpn|fortisslvpn_xml|hostcheck_install|saml/start)[? ]
tcp: ^GET /remote/sslvpn-tunnel[? ]
tcp server: ^\x16\x03[\x00-\x03]..\x02.*\x06\x03U\x04\x0b[\x0c\x13]\x09FortiGate
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(forticlient\.com|fctems\.fortinet\.com|forticlient\.forticloud\.com)([^a-z0-9.-]|jj|zz|$)
