# SPDX-License-Identifier: GPL-2.0-only
# OCSP - is a certificate still valid? (over HTTP)
#
# RFC 6960 appendix A: POST with Content-Type application/ocsp-request, answered with
# application/ocsp-response. A request by GET has base64 in the path; RFC 5019 section 5 advises
# SHA-1 and one certificate, so the request is a SEQUENCE in a SEQUENCE in a SEQUENCE ... of less
# than 128 bytes: 30 len 30 len 30 len 30 len 30 09|07 06 05 2B 0E 03 02 1A, which is
# M..wT..BM..EwSTAJBgUrDgMCGg or so at every alignment; the part that does not depend on lengths
# (BgUrDgMCGg) is looked for.
# Missed: the request by GET with a nonce first or with SHA-256 (HTTP, until the answer).
# Alike: other POSTs. Certificate revocation lists are fetched by plain GET and are HTTP.

protocol  ocsp
about     OCSP over HTTP: certificate status
group     auth web
source    RFC 6960 appendix A.1 and A.2, RFC 5019 section 5
rank      60

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/ocsp-request
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/ocsp-response
tcp: ^GET [^ ?\r\n]*BgUrDgMCGg
