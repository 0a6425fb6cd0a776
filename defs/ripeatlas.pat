# SPDX-License-Identifier: GPL-2.0-only
# RIPE Atlas Magellan - scans whose probes begin with MGLNDD
#
# One line: MGLNDD, address of the target, port, with underscores between them.

protocol  ripeatlas
about     Probes of RIPE Atlas tools (Magellan)
group     monitoring
alias     ripe_atlas ripe-atlas magellan
source    nDPI, ripe_atlas.c; reports of such probes in the logs of honeypots

tcp+udp: ^MGLNDD_[0-9a-fA-F.:]+_[0-9]
