# SPDX-License-Identifier: GPL-2.0-only
# FastCGI - a web server talks to an application
#
# Record (FastCGI 1.0 section 3.3): version 1, type, request id, length of the content, padding, 0.
# The web server begins with BEGIN_REQUEST (type 1, section 5.1): 8 bytes: role 1..3, flags, 5
# zeros; or asks with GET_VALUES (type 9, request id 0). The application answers on STDOUT (type 6)
# with header lines of CGI, or complains on STDERR (type 7).
# Alike: the zeros and lengths are exact.

protocol  fastcgi
about     FastCGI: between web server and application
group     web middleware
alias     fcgi
source    FastCGI Specification 1.0 section 3.3, 4.1, 5.1, 6.2

tcp: ^\x01\x01..\x00\x08\x00.\x00[\x01-\x03][\x00\x01]\x00\x00\x00\x00\x00
tcp: ^\x01\x09\x00\x00..[\x00-\x07][\x00]..FCGI_
tcp nocase: ^\x01\x06\x00....\x00(Status: ?[1-5]|X-Powered-By:|Content-Type:|Set-Cookie:|Location:|Expires:|Cache-Control:|Pragma:|HTTP/1\.)
tcp: ^\x01\x07\x00....\x00PHP (message|Fatal|Warning|Notice|Parse|Deprecated)
