# SPDX-License-Identifier: GPL-2.0-only
# HTTP/1.x - hypertext transfer, also what rides on it (WebDAV, UPnP control, CONNECT to a proxy)
#
# Source   RFC 9112 section 3: method SP request-target SP HTTP-version; section 4: HTTP-version
#          SP 3 digits SP reason. Methods: RFC 9110 section 9.3, RFC 5789 (PATCH), RFC 4918
#          section 9 and the other entries of the IANA method registry, MS-RPCH section 2.1.2.1.1
#          (RPC_IN_DATA).
# Sees     The request line alone, the answer is not waited for. When only the server is heard:
#          the status line and one header field that UPnP discovery does not use, or no field at
#          all.
# Misses   A request target that is longer than what is inspected. HTTP/2 (its preface has no
#          HTTP/1.x in it), HTTP/0.9.
# Alike    SSDP has the same lines over UDP: its methods are left out (NOTIFY is taken with a
#          path, SSDP has `*`), and its answers consist of CACHE-CONTROL, DATE, EXT, LOCATION,
#          SERVER, ST and USN (UPnP Device Architecture 1.1, 1.3.3), so these prove nothing here.
#          RTSP and SIP end the line with their own name. WebSocket begins as HTTP and is named
#          so.
http
^((get|head|post|put|delete|connect|options|trace|patch|propfind|proppatch|mkcol|mkcalendar|copy|move|lock|unlock|search|report|merge|checkout|mkactivity|subscribe|unsubscribe|purge|rpc_(in|out)_data) |notify [/h])[^\x01-\x08\x0a-\x1f]* http/1\.[01]|^http/1\.[01] [1-5][0-9][0-9]([^\x0d\x0a0-9][^\x0d\x0a]*)?\x0d?\x0a(\x0d?\x0a|(.*\x0a)?(content-(type|encoding|disposition|language|length: [1-9])|connection|keep-alive|transfer-encoding|last-modified|accept-ranges|etag|set-cookie|vary|expires|age|via|pragma|upgrade|allow|(www|proxy)-authenticate|access-control-[a-z]+|strict-transport-security|x-(powered-by|frame-options|content-type-options|xss-protection|cache|request-id)):)
