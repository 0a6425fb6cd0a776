# SPDX-License-Identifier: GPL-2.0-only
# FastTrack - file sharing of Kazaa, Grokster, iMesh
#
# Downloads are HTTP with paths of their own; a peer behind a firewall opens with GIVE and a number.
#
# Seen     downloads by hash, GIVE.
# Missed   searches, which are encrypted.

protocol  fasttrack
about     FastTrack file sharing (Kazaa)
group     p2p
alias     kazaa
source    giFT-FastTrack's public protocol description; classic pattern fasttrack
rank      80

tcp: ^GET /\.hash=[0-9a-fA-F]{32,40} HTTP/1\.[01]\r\n
tcp: ^GIVE [0-9]{8,10}[\r\n]
