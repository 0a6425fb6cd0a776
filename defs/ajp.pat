# SPDX-License-Identifier: GPL-2.0-only
# AJP13 - Apache JServ protocol: a web server talks to Tomcat
#
# To the container: 12 34, length, type: forward request 02, CPing 0A, shutdown 07; the request has
# a method code and the protocol as a counted string (HTTP/1.1). From the container: "AB", length,
# type: send headers 04 (status, message), get body chunk 06, CPong 09.

protocol  ajp
about     AJP13: between web server and Tomcat
group     web middleware
alias     ajp13
source    The Apache Tomcat Connectors, AJP Protocol Reference (AJPv13)

tcp: ^\x124\x00\x01\x0a
tcp u16@2 <= 65531: ^\x124..\x02[\x01-\x1c\xff]\x00\x08HTTP/[01]\.[0-9]
tcp: ^AB\x00\x01\x09
tcp: ^AB\x00\x03\x06[\x00-\x20].
tcp: ^AB[\x00-\x20].\x04(\x00[d-\xff]|\x01.|\x02[\x00-W])\x00[\x00-@][ -~]*\x00\x00[\x00-@](\xa0[\x01-\x0b]|\x00[\x02-@][A-Z])
