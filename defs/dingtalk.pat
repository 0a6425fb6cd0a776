# SPDX-License-Identifier: GPL-2.0-only
# DingTalk - messages and conferences for companies
#
# Seen     the first bytes of the client's own protocol; the service by TLS server name.
# Missed   calls.

protocol  dingtalk
about     DingTalk: messages and conferences
group     chat conference
source    nDPI dingtalk.c (first bytes)
source    dingtalk.com, dingtalkapps.com (open.dingtalk.com)
rank      60

tcp: ^\x10.\x87\x80\x01\x00\x01\x00\x02\x00\x02dk\x03\x00\x20
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(dingtalk|dingtalkapps)\.com([^a-z0-9.-]|jj|zz|$)
