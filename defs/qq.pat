# SPDX-License-Identifier: GPL-2.0-only
# QQ - messages of Tencent (OICQ)
#
# Seen     one packet of OICQ: 02, version of the client, a command that is known, number, 03 at the
#          end; over TCP the length of the packet first. The service by TLS server name (all of
#          qq.com that no other definition knows better).
# Missed   what newer clients use instead, HTTP among it.
# Alike    Answers of WireGuard and RADIUS begin with 02 too, but not with a version and a command;
#          weixin.qq.com is wechat.

protocol  qq
about     QQ: messages (OICQ), TLS server names of qq.com
group     chat
alias     oicq
source    Wireshark packet-oicq.c (header, commands); libpurple qq, header_info.h (versions, tail)
source    im.qq.com
rank      70

# versions 06xx to 3Bxx (0100 servers), a number above 65535, encrypted contents (no small numbers),
# or eight zeros before them in the newer versions
udp size 20.. u16@7 != 0 u32@11 > 65535 u32@15 > 65535: ^\x02[\x01\x06-\x3b].\x00[\x01\x02\x04-\x06\x09-\x0b\x0d\x12\x16-\x18\x1a\x1c\x1d\x21\x22\x26\x27\x29\x30\x31\x3c-\x3e\x58\x5c\x62\x65\x67\x80\x81\xb5].*\x03$
udp size 28.. u16@7 != 0 u8@9 != 0 u32@11 = 0 u32@15 = 0 u32@19 > 65535: ^\x02[\x20-\x3b].\x00[\x01\x02\x04-\x06\x09-\x0b\x0d\x12\x16-\x18\x1a\x1c\x1d\x21\x22\x26\x27\x29\x30\x31\x3c-\x3e\x58\x5c\x62\x65\x67\x80\x81\xb5].*\x03$
tcp u16@0 = size size 22.. u8@2 = 2 u8@3 <= 0x3f u8@3 != 0 u8@5 = 0 u8@6 != 0 u8@6 <= 0xb5: ^.
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)qq\.com([^a-z0-9.-]|jj|zz|$)
