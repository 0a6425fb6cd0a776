# SPDX-License-Identifier: GPL-2.0-only
# MEGACO - H.248, media gateway control
#
# Seen     one message: in text (long or short form of the name, version, address or name of the
#          sender) and in BER (version, sender). Over TCP with TPKT before it.
# Missed   messages with an authentication header; H.248 over SCTP.

protocol  megaco
about     MEGACO / H.248: control of media gateways
group     voip
alias     h248 megaco-h248 h248-binary
source    ITU-T H.248.1 annex B.2 (text), annex A.2 (BER); RFC 3525 section 6, appendix A and B
source    ITU-T H.248.1 annex D (TCP and UDP)

# after the short form of the name a transaction, reply, pending, acknowledgement or error has to
# follow
udp nocase: ^[ \t\r\n]*MEGACO/[1-4][ \t\r\n]+[\[<(a-z0-9]
udp nocase: ^[ \t\r\n]*!/[1-4][ \t\r\n]+[\[<a-z0-9][^ \t\r\n]*[ \t\r\n]+(T|TRANSACTION|P|REPLY|PN|PENDING|K|TRANSACTIONRESPONSEACK|ER|ERROR)[ \t\r\n]*[={]
tcp nocase: ^\x03\x00..[ \t\r\n]*(MEGACO|!)/[1-4][ \t\r\n]+[\[<(a-z0-9]
# SEQUENCE, [1] message, [0] version 1..4, [1] sender
udp: ^\x30(.|\x81.|\x82..)\xa1(.|\x81.|\x82..)\x80\x01[\x01-\x04]\xa1
tcp: ^\x03\x00..\x30(.|\x81.|\x82..)\xa1(.|\x81.|\x82..)\x80\x01[\x01-\x04]\xa1
