# SPDX-License-Identifier: GPL-2.0-only
# RTPS - wire protocol of DDS (data distribution service; ROS 2)

protocol  rtps
about     RTPS: DDS, ROS 2
group     middleware automotive
alias     dds
source    OMG DDSI-RTPS 2.5, 8.3.3.1 and 9.4.4 (header: magic, version 1.x or 2.x, vendor)

tcp+udp: ^RTP[SX][\x01\x02][\x00-\x09]
