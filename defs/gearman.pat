# SPDX-License-Identifier: GPL-2.0-only
# Gearman - job queue
#
# Binary packets: magic 00 "REQ" or 00 "RES", type (4 bytes, 1..42), size of the data (4 bytes).
# Missed: the text commands of the administration port (status, workers).

protocol  gearman
about     Gearman: job queue
group     middleware
source    Gearman protocol (gearman.org/protocol), Binary Packet

tcp u32@8 <= 16777216: ^\x00RE[QS]\x00\x00\x00[\x01-*]
