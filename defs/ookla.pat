# SPDX-License-Identifier: GPL-2.0-only
# Ookla Speedtest - measuring the speed of an internet connection
#
# Over TCP (8080) the client says HI, often with an id, and the server HELLO, protocol version,
# server version, date; then PING, DOWNLOAD, UPLOAD with numbers. Older clients use HTTP:
# latency.txt, randomNxN.jpg, upload.php; newer ones /hello, /download, /upload with a nocache id.
# By host or server name: speedtest.net, ooklaserver.net, ookla.com.
# Missed: HI alone without id; servers under the name of a provider; the encrypted measurement
# itself.
# Alike: HI may be the greeting of a chat, so it needs more.

protocol  ookla
about     Ookla Speedtest
group     monitoring
alias     speedtest
source    nDPI (ookla.c); speedtest-cli (github.com/sivel/speedtest-cli)
source    Ookla server documentation (help.speedtest.net)
rank      50

tcp: ^HI ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\n
tcp: ^HI\n(PING [0-9]|DOWNLOAD [0-9]|UPLOAD [0-9]|GETIP\n|CAPABILITIES\n|INITPLOSS\n|QUIT\n)
tcp: ^HELLO [0-9]\.[0-9]+ (\([0-9.]+\) )?20[0-9][0-9]-[01][0-9]-[0-3][0-9]
tcp nocase: ^(GET|POST|OPTIONS|HEAD) /(speedtest/(latency\.txt|upload\.php|random[1-9][0-9])|(hello|download|upload)\?nocache=[0-9a-f])
tcp nocase: ^(GET|POST) /[^\r\n]* HTTP/1\.[01]\r\n([^\r\n]+\r\n)*Host:([^\r\n]*[ \t.])?(speedtest\.net|ooklaserver\.net|ookla\.com)[:\r]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(speedtest\.net|ooklaserver\.net|ookla\.com)([^a-z0-9.-]|jj|zz|$)
