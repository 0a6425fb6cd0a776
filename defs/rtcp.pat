# SPDX-License-Identifier: GPL-2.0-only
# RTCP - reports about RTP streams; SRTCP too
#
# Seen     one packet: a sender or receiver report whose length (in words, less one) fits the number
#          of its report blocks, 0 to 8; or a lone feedback message (RFC 5506) of fixed length.
#          SRTCP leaves these first bytes as they are.
# Missed   reports with profile-specific extensions, padded single reports.
# Alike    STUN, DTLS and RTP share the port; what is heard first gives the name.

protocol  rtcp
about     RTCP and SRTCP: reports about RTP streams
group     voip conference
alias     srtcp
source    RFC 3550 section 6.4.1 (SR = 200), 6.4.2 (RR = 201)
source    RFC 4585 section 6.3.1 (PLI), 6.2.1 (NACK); RFC 5104 section 4.3.1 (FIR); RFC 5506
rank      110

# SR: 7 words + 6 for each block
udp u16@2 * 4 + 4 <= size: ^(\x80\xc8\x00\x06|\x81\xc8\x00\x0c|\x82\xc8\x00\x12|\x83\xc8\x00\x18|\x84\xc8\x00\x1e|\x85\xc8\x00\x24|\x86\xc8\x00\x2a|\x87\xc8\x00\x30|\x88\xc8\x00\x36)
# RR: 2 words + 6 for each block
udp u16@2 * 4 + 4 <= size: ^(\x80\xc9\x00\x01|\x81\xc9\x00\x07|\x82\xc9\x00\x0d|\x83\xc9\x00\x13|\x84\xc9\x00\x19|\x85\xc9\x00\x1f|\x86\xc9\x00\x25|\x87\xc9\x00\x2b|\x88\xc9\x00\x31)
# PLI, NACK with one item, FIR with one item
udp u16@2 * 4 + 4 <= size: ^(\x81\xce\x00\x02|\x81\xcd\x00\x03|\x84\xce\x00\x04)
