# SPDX-License-Identifier: GPL-2.0-only
# WebDAV - files over HTTP; also CalDAV, CardDAV and Subversion, which are built on it
#
# The methods of RFC 4918 section 9 and RFC 3253, the answer 207 Multi-Status (RFC 4918 section
# 11.1), and the clients of Windows, macOS and Linux by their names in the first OPTIONS. LOCK,
# UNLOCK, COPY, MOVE and SEARCH are used by other programming interfaces too (Terraform, Swift,
# CouchDB), so a header of RFC 4918 section 10 must be there.
# Missed: GET and PUT of a WebDAV client (they are HTTP), WebDAV in TLS.

protocol  webdav
about     WebDAV: file access over HTTP, CalDAV, CardDAV, Subversion
group     file web
source    RFC 4918 section 9, 10, 11.1; RFC 3253; RFC 4791; RFC 6352
rank      60

tcp: ^(PROPFIND|PROPPATCH|MKCOL|REPORT|MKCALENDAR|MKACTIVITY|MKWORKSPACE|VERSION-CONTROL|BASELINE-CONTROL|BPROPFIND|BPROPPATCH) [^\r\n]* HTTP/1\.[01]\r?\n
tcp nocase: ^(LOCK|UNLOCK|COPY|MOVE|SEARCH) [^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*(Depth|Overwrite|Lock-Token|Timeout):
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*User-Agent:[ \t]*(Microsoft-WebDAV-MiniRedir|WebDAVFS|WebDAVLib|davfs2|cadaver)/
tcp nocase: ^(HEAD|OPTIONS|PUT|DELETE) [^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*User-Agent:[ \t]*(Microsoft-WebDAV-MiniRedir|WebDAVFS|WebDAVLib|davfs2|cadaver)/
tcp: ^HTTP/1\.[01] 207[ \r]
