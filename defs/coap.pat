# SPDX-License-Identifier: GPL-2.0-only
# CoAP - web of things: requests and responses of small devices over UDP
#
# Version 1, type (40 confirmable, 50 not, 60 acknowledgement) and length of the token, 0..8; code
# (01..05 request, 41..45 success, 80.. error), message id, token, options: difference to the
# number of the option before, length, value; FF and the payload. The header is too weak to be
# certain; the options are: Uri-Path (11), Uri-Host (3), Uri-Port (7), Observe (6), Content-Format
# (12), Location-Path (8).
#
# Seen     requests with a path of some length, with a host, or for discovery (.well-known/core);
#          short ones when they are answered; responses with content that names its format.
# Missed   empty messages, responses without options; CoAP over TCP but for its first message;
#          CoAP in DTLS (it is DTLS), OSCORE.
# Alike    LwM2M is CoAP to certain paths.

protocol  coap
about     Constrained Application Protocol
group     iot
source    RFC 7252 section 3 (message format), 5.10 (options), 12.1 (codes); RFC 8132 (FETCH)
source    draft-ietf-core-coap-08 section 3.1, 3.2 (older format)
source    RFC 6690 section 4 (discovery); RFC 7641 (Observe)
source    RFC 8323 section 5.3 (capabilities and settings)
rank      104
allow     random: hardly more, and of one size only

# Uri-Path .well-known
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\xbb|\x60\x5b|\x61.\x5b)\.well-known
# the same in the drafts before the RFC: number of options in place of the token, Uri-Path is 9,
# after Uri-Port 2 more
udp: ^[\x41-\x4f\x51-\x5f][\x01-\x04]..\x9b\.well-known
udp: ^[\x42-\x4f\x52-\x5f][\x01-\x04]..\x72..\x2b\.well-known
# Uri-Path of 5 characters or more, and what may follow: end, payload, another option
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})((\xb5[A-Za-z0-9._~-]{5}|\xb6[A-Za-z0-9._~-]{6}|\xb7[A-Za-z0-9._~-]{7}|\xb8[A-Za-z0-9._~-]{8}|\xb9[A-Za-z0-9._~-]{9}|\xba[A-Za-z0-9._~-]{10}|\xbb[A-Za-z0-9._~-]{11}|\xbc[A-Za-z0-9._~-]{12})|\xbd[\x00-\x40][A-Za-z0-9._~-]{13})($|\xff|[\x00-\x0d\x10-\x12\x40-\x4d\x60-\x62\x80-\x8d\xc0-\xc3\xd0-\xd3])
# Observe, then Uri-Path of 4 or more
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\x60|\x61.)(\x54[A-Za-z0-9._~-]{4}|\x55[A-Za-z0-9._~-]{5}|\x56[A-Za-z0-9._~-]{6}|\x57[A-Za-z0-9._~-]{7}|\x58[A-Za-z0-9._~-]{8}|\x59[A-Za-z0-9._~-]{9}|\x5a[A-Za-z0-9._~-]{10}|\x5b[A-Za-z0-9._~-]{11}|\x5c[A-Za-z0-9._~-]{12})($|\xff|[\x00-\x0d\x10-\x12\x40-\x4d\x60-\x62\x80-\x8d\xc0-\xc3\xd0-\xd3])
# two segments of the path
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\xb1[A-Za-z0-9._~-]{1}|\xb2[A-Za-z0-9._~-]{2}|\xb3[A-Za-z0-9._~-]{3}|\xb4[A-Za-z0-9._~-]{4})(\x01[A-Za-z0-9._~-]{1}|\x02[A-Za-z0-9._~-]{2}|\x03[A-Za-z0-9._~-]{3}|\x04[A-Za-z0-9._~-]{4}|\x05[A-Za-z0-9._~-]{5}|\x06[A-Za-z0-9._~-]{6}|\x07[A-Za-z0-9._~-]{7}|\x08[A-Za-z0-9._~-]{8}|\x09[A-Za-z0-9._~-]{9}|\x0a[A-Za-z0-9._~-]{10}|\x0b[A-Za-z0-9._~-]{11}|\x0c[A-Za-z0-9._~-]{12})($|\xff|[\x00-\x0d\x10-\x12\x40-\x4d\x60-\x62\x80-\x8d\xc0-\xc3\xd0-\xd3])
# a short path, then Content-Format or not, then Uri-Query key=value
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\xb1[A-Za-z0-9._~-]{1}|\xb2[A-Za-z0-9._~-]{2}|\xb3[A-Za-z0-9._~-]{3}|\xb4[A-Za-z0-9._~-]{4})(\x11[\x00\x28-\x3c][\x33-\x3c]|\x11[\x00\x28-\x3c]\x3d.|[\x43-\x4c]|\x4d.)[a-z]+=
# a short path with a payload that names its format
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\xb1[A-Za-z0-9._~-]{1}|\xb2[A-Za-z0-9._~-]{2}|\xb3[A-Za-z0-9._~-]{3}|\xb4[A-Za-z0-9._~-]{4})\x11[\x00\x28-\x3c]\xff
# Uri-Host: a name or an address, then Uri-Port, Observe or Uri-Path
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\x35[A-Za-z0-9.:-]{5}|\x36[A-Za-z0-9.:-]{6}|\x37[A-Za-z0-9.:-]{7}|\x38[A-Za-z0-9.:-]{8}|\x39[A-Za-z0-9.:-]{9}|\x3a[A-Za-z0-9.:-]{10}|\x3b[A-Za-z0-9.:-]{11}|\x3c[A-Za-z0-9.:-]{12}|\x3d.[A-Za-z0-9.:-]{13}[A-Za-z0-9.:-]*)[\x30-\x31\x42\x81-\x8d]
# Uri-Port, then a path
udp: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})\x72..(\x41[A-Za-z0-9._~-]{1}|\x42[A-Za-z0-9._~-]{2}|\x43[A-Za-z0-9._~-]{3}|\x44[A-Za-z0-9._~-]{4}|\x45[A-Za-z0-9._~-]{5}|\x46[A-Za-z0-9._~-]{6}|\x47[A-Za-z0-9._~-]{7}|\x48[A-Za-z0-9._~-]{8}|\x49[A-Za-z0-9._~-]{9}|\x4a[A-Za-z0-9._~-]{10}|\x4b[A-Za-z0-9._~-]{11}|\x4c[A-Za-z0-9._~-]{12})($|\xff|[\x00-\x0d\x10-\x12\x40-\x4d\x60-\x62\x80-\x8d\xc0-\xc3\xd0-\xd3])
# short paths that are answered
udp opener first: ^([\x40\x50][\x01-\x05].{2}|[\x41\x51][\x01-\x05].{3}|[\x42\x52][\x01-\x05].{4}|[\x43\x53][\x01-\x05].{5}|[\x44\x54][\x01-\x05].{6}|[\x45\x55][\x01-\x05].{7}|[\x46\x56][\x01-\x05].{8}|[\x47\x57][\x01-\x05].{9}|[\x48\x58][\x01-\x05].{10})(\xb1[A-Za-z0-9._~-]{1}|\xb2[A-Za-z0-9._~-]{2}|\xb3[A-Za-z0-9._~-]{3}|\xb4[A-Za-z0-9._~-]{4})($|\xff|[\x00-\x0d\x10-\x12\x40-\x4d\x60-\x62\x80-\x8d\xc0-\xc3\xd0-\xd3])
and answerer first: ^([\x60-\x68]|[\x50-\x58])([\x41-\x45\x80\x81\x83-\x86\xa0\xa3])..
# content: Content-Format, payload; with Observe; with Block2 or Max-Age
udp: ^([\x40\x50\x60]\x45.{2}|[\x41\x51\x61]\x45.{3}|[\x42\x52\x62]\x45.{4}|[\x43\x53\x63]\x45.{5}|[\x44\x54\x64]\x45.{6}|[\x45\x55\x65]\x45.{7}|[\x46\x56\x66]\x45.{8}|[\x47\x57\x67]\x45.{9}|[\x48\x58\x68]\x45.{10})(\xc0\xff|\xc1[\x28-\x3c]\xff|\xc1[\x28-\x3c](\xb1.|\xb2..|\x21.|\x22..)\xff|(\x60|\x61.|\x62..|\x63...)(\x60|\x61[\x28-\x3c])\xff)([ -~\t\r\n]{2}|[0-9]$|[\xa0-\xbf].)
# created, changed: Location-Path
udp: ^(\x60[\x41\x44].{2}|\x61[\x41\x44].{3}|\x62[\x41\x44].{4}|\x63[\x41\x44].{5}|\x64[\x41\x44].{6}|\x65[\x41\x44].{7}|\x66[\x41\x44].{8}|\x67[\x41\x44].{9}|\x68[\x41\x44].{10})(\x85[A-Za-z0-9._~-]{5}|\x86[A-Za-z0-9._~-]{6}|\x87[A-Za-z0-9._~-]{7}|\x88[A-Za-z0-9._~-]{8}|\x89[A-Za-z0-9._~-]{9}|\x8a[A-Za-z0-9._~-]{10}|\x8b[A-Za-z0-9._~-]{11}|\x8c[A-Za-z0-9._~-]{12})
# TCP: capabilities and settings (7.01): largest message, block-wise transfer
tcp: ^\x50\xe1\x23...\x20
tcp: ^\x40\xe1\x22..\x20
