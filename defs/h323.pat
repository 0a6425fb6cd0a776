# SPDX-License-Identifier: GPL-2.0-only
# H.323 - calls, ITU-T: call signalling (H.225.0 in Q.931), control (H.245), gatekeepers (RAS)
#
# Seen     TCP: TPKT with a Q.931 message of two bytes call reference and one of the types H.225.0
#          uses; H.245 that begins with its capabilities. UDP: the RAS messages that carry the
#          protocol identifier (discovery and registration and their answers).
# Missed   other RAS messages (admission, keep-alive), tunnelled or secured (TLS) signalling, H.245
#          that begins otherwise. Sound and film are RTP.
# Alike    T.120 and RDP, S7, MMS have TPKT too, with COTP (length, E0/D0/F0) where Q.931 has 08 02.

protocol  h323
about     H.323: call signalling, control and gatekeepers
group     voip conference
alias     h225 h245 q931 h323hostcall h323gatestat h323gatedisc
source    RFC 1006 section 6 (TPKT)
source    ITU-T Q.931 section 4 (08, call reference, type), H.225.0 section 7.2
source    ITU-T H.225.0 (OID 0.0.8.2250.0.n), H.245 (OID 0.0.8.245.0.n)

# alerting 01, proceeding 02, progress 03, setup 05, connect 07, setup ack 0D, release complete 5A,
# facility 62, notify 6E, information 7B, status inquiry 75, status 7D
tcp u16@2 <= size u16@2 >= 9: ^\x03\x00..\x08\x02..[\x01\x02\x03\x05\x07\x0d\x5a\x62\x6e\x75\x7b\x7d]
# H.245 terminalCapabilitySet with its OID
tcp u16@2 <= size: ^\x03\x00..\x02\x70.\x06\x00\x08\x81\x75\x00[\x01-\x1f]
# RAS: choice and options, sequence number, OID
udp u32@4 = 0x06000891 u16@8 = 0x4a00 u8@10 >= 1 u8@10 <= 0x0f: ^[\x00-\x7f]
