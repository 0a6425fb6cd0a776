# SPDX-License-Identifier: GPL-2.0-only
# SSTP - PPP in TLS; what a filter behind the end of TLS sees. In TLS it looks like any other HTTPS.

protocol  sstp
about     SSTP: request for a PPP channel (clear text only)
group     vpn
source    MS-SSTP 3.2.4.1 (HTTPS layer: method and path)
rank      60

tcp nocase: ^SSTP_DUPLEX_POST /sra_\{BA195980-CD49-458b-9E23-C84EE0ADCD75\}/? HTTP/1\.
