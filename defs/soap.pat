# SPDX-License-Identifier: GPL-2.0-only
# SOAP - web services with XML envelopes, UPnP control among them
#
# SOAP 1.1 over HTTP has the header SOAPAction (SOAP 1.1 section 6.1.1), SOAP 1.2 the media type
# application/soap+xml (SOAP 1.2 Part 2 section 7.1.4). Otherwise the body tells: an Envelope in one
# of the two namespaces, in the first packet.
# Missed: envelopes that come in a later packet than a request without these headers (then it is
# HTTP).
# Alike: XML-RPC and other XML over HTTP. WS-Discovery has envelopes over UDP, which are not looked
# at.

protocol  soap
about     SOAP web services over HTTP
group     middleware web
source    W3C Note SOAP 1.1 section 3, 6.1.1
source    W3C SOAP 1.2 Part 1 section 5.1, Part 2 section 7
rank      60

tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*(SOAPAction:|Content-Type:[ \t]*application/soap\+xml)
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*Content-Type:[ \t]*application/soap\+xml
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*\r\n(<\?xml [^>]*>[ \t\r\n]*)?<([a-z0-9_-]+:)?Envelope[ \t\r\n][^>]*(schemas\.xmlsoap\.org/soap/envelope|www\.w3\.org/2003/05/soap-envelope)
tcp nocase: ^HTTP/1\.[01] [1-5][0-9][0-9][^\r\n]*\r\n([^\r\n]+\r\n)*\r\n(<\?xml [^>]*>[ \t\r\n]*)?<([a-z0-9_-]+:)?Envelope[ \t\r\n][^>]*(schemas\.xmlsoap\.org/soap/envelope|www\.w3\.org/2003/05/soap-envelope)
# The envelope alone: SOAP over bare TCP, or a body whose headers were not heard.
tcp nocase: ^(<\?xml [^>]*>[ \t\r\n]*)?<([a-z0-9_-]+:)?Envelope[ \t\r\n][^>]*(schemas\.xmlsoap\.org/soap/envelope|www\.w3\.org/2003/05/soap-envelope)
