# SPDX-License-Identifier: GPL-2.0-only
# git - version control, native protocol
#
# Seen: the client's request; the server's first line: version, a list of references, or an error.
# Missed: git over SSH or HTTP (these are SSH and HTTP).

protocol  git
about     Version control, git daemon
group     file
source    gitprotocol-pack(5): pkt-line, "git-upload-pack /path" 00 "host="; gitprotocol-v2(5)

tcp: ^[0-9a-f]{4}git-(upload-pack|receive-pack|upload-archive) [!-~]
tcp: ^000eversion [12]\n
tcp: ^0[0-9a-f]{3}[0-9a-f]+ (HEAD[\x00\n]|refs/[!-~]|capabilities\^\{\})
tcp: ^0[0-9a-f]{3}ERR [ -~]{4}
