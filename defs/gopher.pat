# SPDX-License-Identifier: GPL-2.0-only
# Gopher - menus of documents (RFC 1436)
#
# The client sends a selector and a line end, nothing to hold on to. A menu is lines of a type
# character, a title, and behind tabs selector, host and port.
#
# Seen     menus, the answer to most requests.
# Missed   requests alone, documents, menus whose first line names no host with a dot.

protocol  gopher
about     Gopher
group     web
source    RFC 1436 section 3.4

tcp server: ^[0-9+gIThisdMprX;:<][^\x00-\x1f\x7f]*\t[^\x00-\x1f\x7f]*\t([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|localhost|\(NULL\))\t[0-9]{1,5}(\t[+?])?\r\n
