# SPDX-License-Identifier: GPL-2.0-only
# ReplayTV - recordings shared between video recorders
#
# Seen     requests for pieces of a recording, which are HTTP with a path of their own.
# Missed   answers.

protocol  replaytv-ivs
about     ReplayTV video sharing
group     p2p streaming
alias     replaytv
source    classic pattern replaytv-ivs
rank      80

tcp nocase: ^GET /ivs-IVSGetFileChunk
