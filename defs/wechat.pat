# SPDX-License-Identifier: GPL-2.0-only
# WeChat (Weixin) - messenger
#
# mmtls, WeChat's own variant of TLS 1.3: records 15..17 and 19 with version F1 03 or F1 04 and a
# length, handshake messages with a length of four bytes of their own; as a stream of its own (long
# link) or as the body of POST /mmtls/... with Upgrade: mmtls (short link). The long link without
# mmtls: length (4 bytes), header length 0010, version 0001, command, sequence. Server names of TLS
# and HTTP: wechat.com, weixin.qq.com, wx.qq.com and others of Tencent for it.
# Missed: voice and video calls, media servers under other names.
# Alike: TLS has the version 03 xx. QQ shares qq.com; names of QQ alone are left out.

protocol  wechat
about     WeChat (Weixin): mmtls, web client
group     chat mobile
alias     weixin
source    Citizen Lab 2024, "Should We Chat, Too? Security Analysis of WeChat's MMTLS"
source    github.com/WeMobileDev/article ("mmtls"); github.com/Tencent/mars (longlink_packer)
rank      45

tcp: ^[\x16\x19]\xf1[\x03\x04]..\x00\x00..[\x01-\x14]
tcp u16@3 + 5 = size: ^[\x15\x17]\xf1[\x03\x04]
tcp nocase: ^POST /mmtls/[0-9a-f]+ HTTP/1\.[01]\r\n
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Upgrade:[ \t]*mmtls
tcp u32@0 <= 65536 u32@0 >= 16: ^\x00[\x00\x01]..\x00\x10\x00\x01\x00\x00\x00[\x01-\xff]\x00\x00
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(wechat\.(com|org)|wechatapp\.com|weixin\.qq\.com|servicewechat\.com|weixinbridge\.com|wechatos\.net)([^a-z0-9.-]|jj|zz|$)
tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x00[^\x00]((login|file|web[0-9]?|webpush[0-9]?)\.)?wx[0-9]?\.qq\.com([^a-z0-9.-]|jj|zz|$)
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?(wechat\.(com|org)|wechatapp\.com|weixin\.qq\.com|servicewechat\.com|weixinbridge\.com|wechatos\.net)[:\r]
