# SPDX-License-Identifier: GPL-2.0-only
# SSH - secure shell
#
# Source   RFC 4253 section 4.2: both sides begin with "SSH-" protoversion "-" softwareversion;
#          section 5: 2.0, and 1.99 of a server that also speaks version 1.
# Sees     The identification line of whoever speaks first; either direction alone is enough.
# Misses   A server that sends other lines first (allowed by section 4.2, hardly ever done) when
#          the client waits for it.
# Alike    Nothing.
ssh
^ssh-[12]\.[0-9]+-
