# SPDX-License-Identifier: GPL-2.0-only
# Munin node - monitoring
#
# The node greets: "# munin node at" and its name. The master's first line names its capabilities.

protocol  munin
about     Munin node
group     monitoring
alias     lrrd
source    Munin guide, network protocol

tcp: ^# (munin node|lrrd client) at [!-~]
tcp: ^cap (multigraph|dirtyconfig|spool)[ \r\n]
