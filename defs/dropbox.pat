# SPDX-License-Identifier: GPL-2.0-only
# Dropbox - synchronization in the LAN, and the servers of the service
#
# LAN: announcements over UDP (port 17500), a JSON object with host_int, version, displayname,
# port, namespaces in changing order. The rest is TLS: known by the names of the servers.
#
# Missed   transfers between computers of the LAN (TLS without a name).

protocol  dropbox
about     Dropbox: LAN synchronization, servers
group     cloud file
alias     db-lsp-disc db-lsp dropbox-lan
source    Wireshark, dissector db-lsp; domains of Dropbox, Inc.
rank      50

udp: ^\{"host_int": ?[0-9]+, ?"
udp: ^\{"(version|port|displayname|namespaces)": ?[^}]*"host_int": ?[0-9]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(dropbox|dropboxapi|dropboxstatic|dropboxusercontent|dropbox-dns|getdropbox)\.com([^a-z0-9.-]|jj|zz|$)
