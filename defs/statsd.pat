# SPDX-License-Identifier: GPL-2.0-only
# StatsD - counters, gauges, timers as lines of text
#
# name:value|type, type c, g, ms, s, h, d or m; |@ and a rate, |# and tags (DogStatsD) may follow,
# then the end of the line or the datagram. Events and service checks of DogStatsD begin with
# _e{n,m}: and _sc|.
#
# Missed   sets of names (values that are no numbers), names of one or two letters.

protocol  statsd
about     StatsD metrics
group     monitoring
alias     dogstatsd
source    StatsD, docs/metric_types.md; DogStatsD datagram format

udp: ^[A-Za-z_][A-Za-z0-9_./;=,-]{2}[A-Za-z0-9_./;=,-]*:[-+]?[0-9][0-9.:e-]*\|(c|g|ms|s|h|d|m)(\||\n|$)
tcp: ^[A-Za-z_][A-Za-z0-9_./;=,-]{2}[A-Za-z0-9_./;=,-]*:[-+]?[0-9][0-9.:e-]*\|(c|g|ms|s|h|d|m)(\|[@#]|\n)
udp: ^_e\{[0-9]+,[0-9]+\}:
udp: ^_sc\|[^|]+\|[0-3](\||\n|$)
