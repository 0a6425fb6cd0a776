# SPDX-License-Identifier: GPL-2.0-only
# RTSP - control of streaming media
#
# Source   RFC 2326 section 6.1 and RFC 7826 section 7.1: Method SP URI SP RTSP/1.0 or 2.0, URI
#          `*` or rtsp:, rtsps:, rtspu: (some cameras send a bare path); status line (section 7.1,
#          8.1): RTSP/1.0 SP 3 digits.
# Sees     The request line or the status line, whichever comes first.
# Misses   RTSP inside HTTP (it begins with GET or POST and is HTTP).
# Alike    HTTP and SIP have other names at the end of the line.
rtsp
^[\x0d\x0a]*((options|describe|announce|setup|play|play_notify|pause|teardown|get_parameter|set_parameter|redirect|record) [^\x01-\x1f]* rtsp/[12]\.0|rtsp/[12]\.0 [1-5][0-9][0-9] )
