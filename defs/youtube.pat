# SPDX-License-Identifier: GPL-2.0-only
# YouTube - video
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Ends     with the next extension, whose number may begin with a small letter (GREASE, RFC 8701: 6a
#          6a and 7a 7a), or with the hello. Names in capitals are not seen.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.
# Not      upload.youtube.com and kids.youtube.com: services of their own. Most of the video itself
#          comes over QUIC.

protocol  youtube
about     YouTube, by TLS server name
group     streaming
alias     youtu.be
source    the names YouTube documents for administrators: youtube.com, ytimg.com, googlevideo.com, youtu.be
source    support.google.com, "Troubleshoot YouTube: hostnames"
rank      45

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(((www|m|music|studio|tv|gaming|accounts|s|i[0-9]?)\.youtube|youtube-nocookie|googlevideo|ytimg)\.com|youtu\.be|youtubei\.googleapis\.com|yt3\.ggpht\.com)([^a-z0-9.-]|jj|zz|$)
