# SPDX-License-Identifier: GPL-2.0-only
# Telegram - messages (MTProto)
#
# Seen     TLS server names; MTProto over TCP that is not obfuscated: the intermediate transports
#          (EEEEEEEE or DDDDDDDD, then a length), and the first request for a key in the abridged
#          and the full transport.
# Missed   what the applications use most: the obfuscated transport, 64 random bytes first. Abridged
#          (EF) with a key: too little to be certain. Calls: telegramvoip.

protocol  telegram
about     Telegram: messages, by MTProto and TLS server name
group     chat
alias     mtproto
source    core.telegram.org/mtproto/mtproto-transports, core.telegram.org/mtproto/auth_key (req_pq)
source    telegram.org, t.me, telegram.me, telesco.pe (telegram.org/faq), tdesktop.com
rank      60

# intermediate and padded intermediate
tcp u32le@4 >= 24 u32le@4 <= 0x100000 u32le@4 & 3 = 0: ^\xee\xee\xee\xee
tcp u32le@4 >= 24 u32le@4 <= 0x100000: ^\xdd\xdd\xdd\xdd
# abridged: 10 words; no key (8 zeros), message id, 20 bytes of req_pq or req_pq_multi
tcp u32le@18 = 20: ^\xef\x0a\x00\x00\x00\x00\x00\x00\x00\x00
# full: length 52, number 0, no key, message id, 20 bytes
tcp u32le@24 = 20: ^\x34\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(telegram\.(org|me|dog)|t\.me|telesco\.pe|telegra\.ph|tdesktop\.com)([^a-z0-9.-]|jj|zz|$)
