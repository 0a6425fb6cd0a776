# SPDX-License-Identifier: GPL-2.0-only
# sFlow - sampled packets and counters of switches
#
# Seen: versions 2, 4 and 5 of agents with IPv4 or IPv6 addresses.

protocol  sflow
about     Sampled flow and counter export
group     monitoring network
source    sFlow.org: sflow_version_5.txt section 5; RFC 3176 section 5 (versions 2, 4)

# 5: version, address type, address, sub agent, sequence, uptime, number of samples (up to 255);
# first sample: enterprise 0 and format 1..5, length
udp size 36.. u8@8 >= 1 u8@8 <= 223 u32@24 >= 1 u32@24 <= 255 u32@28 >= 1 u32@28 <= 5 u32@32 + 36 <= size: ^\x00\x00\x00\x05\x00\x00\x00\x01
udp size 48.. u32@36 >= 1 u32@36 <= 255 u32@40 >= 1 u32@40 <= 5 u32@44 + 48 <= size: ^\x00\x00\x00\x05\x00\x00\x00\x02
# an enterprise's own sample comes first
udp size 36.. u8@8 >= 1 u8@8 <= 223 u32@24 >= 1 u32@24 <= 255 u32@28 >= 4096 u32@28 < 0x08000000 u32@32 + 36 <= size u8@35 & 3 = 0: ^\x00\x00\x00\x05\x00\x00\x00\x01
# 2 and 4: no sub agent; address of an agent; sample 1 (flow) or 2 (counters)
udp size 32.. u8@8 >= 1 u8@8 <= 223 u32@20 >= 1 u32@20 <= 255 u32@24 >= 1 u32@24 <= 2: ^\x00\x00\x00[\x02\x04]\x00\x00\x00\x01
