# SPDX-License-Identifier: GPL-2.0-only
# VNC (RFB) - remote framebuffer
#
# Source   RFC 6143 section 7.1.1: both sides begin with "RFB xxx.yyy\n"; 3.3, 3.7, 3.8 there,
#          3.889 of Apple, 4.x and 5.x of RealVNC.
# Sees     The version line of either side.
# Alike    Nothing.
vnc
^rfb 00[3-6]\.[0-9][0-9][0-9]\x0a
