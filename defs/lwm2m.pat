# SPDX-License-Identifier: GPL-2.0-only
# LwM2M - registration of devices (OMA Lightweight M2M) in CoAP
#
# CoAP POST (02), confirmable or not, message id, token of 0-8 octets, Uri-Path rd (option 11: B2 72
# 64) with the query lwm2m=1.x, or Uri-Path bs (bootstrap) with ep=.
#
# Seen     registration and bootstrap requests over plain UDP.
# Missed   all that follows cannot be told from other CoAP; a Uri-Host first; LwM2M inside DTLS.
# Alike    resource directories (RFC 9176) register at rd, too, but without lwm2m=.

protocol  lwm2m
about     OMA Lightweight M2M registration
group     iot
source    OMA-TS-LightweightM2M_Transport V1.1, 6.4.3 (registration interface); RFC 7252 section 3
rank      80

udp: ^[\x40-\x48\x50-\x58]\x02.*(lwm2m=1\.|\xb2bs[\x43-\x4d].?ep=)
