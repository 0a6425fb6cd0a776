# SPDX-License-Identifier: GPL-2.0-only
# Slack - chat for teams
#
# Seen     the server name in the ClientHello of TLS over TCP: RFC 6066 section 3, extension 0, list
#          length, name type 0, length, name.
# Missed   QUIC and Encrypted Client Hello hide the name; plain HTTP is left to http.

protocol  slack
about     Slack, by TLS server name
group     chat
source    slack.com/help/articles/360001603387 (manage connection issues): slack.com, slack-msgs.com,
source    slack-files.com, slack-imgs.com, slack-edge.com, slack-core.com, slack-redir.net, slackb.com
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(slack\.com|slack-(msgs|files|imgs|edge|core)\.com|slack-redir\.net|slackb\.com)([^a-z0-9.-]|jj|zz|$)
