# SPDX-License-Identifier: GPL-2.0-only
# SSH - secure shell
#
# Seen: the identification line of either side, alone. Versions 1.x, 1.99 and 2.0; a server may send
# other lines before its own, which is allowed and hardly ever done (missed when the client waits).
# Of sessions whose first packet is missing the offer of key exchanges.

protocol  ssh
about     Secure shell, SFTP and tunnels in it
group     remote
source    RFC 4253 section 4.2: "SSH-" protoversion "-" softwareversion; section 5: 1.99; 7.1: SSH_MSG_KEXINIT

tcp: ^SSH-[12]\.[0-9]{1,2}-[!-~]
# without that line: length, padding, key exchange init 14, cookie, names of key exchanges
tcp: ^\x00\x00[\x00-\x1f].[\x04-\x20]\x14.{16}\x00\x00[\x00-\x07].(curve25519|diffie-hellman|ecdh-sha2|sntrup|mlkem|ext-info)
