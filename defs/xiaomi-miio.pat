# SPDX-License-Identifier: GPL-2.0-only
# Xiaomi - miIO of home devices (UDP) and the push service of the phones (TCP)
#
# miIO: 21 31, length u16 of the datagram, 32 bits of 0 (of 1 in the hello), device u32, time u32,
# check sum of 16. Push: C2 FE 00 05, length u32 of what follows but the last 4, then 0002 0016 in the
# greeting, encrypted data later.
#
# Seen     both, both directions, also from the middle of a session.
# Missed   traffic of the applications inside TLS.

protocol  xiaomi-miio
about     Xiaomi miIO and push service
group     iot home mobile
alias     xiaomi miio
source    public description of miIO (OpenMiHome, mihome-binary-protocol); push: nDPI

udp u16@2 = size size 32..: ^\x21\x31..(\x00{4}|\xff{4})
tcp: ^\xc2\xfe\x00\x05\x00\x00..\x00\x02\x00\x16
tcp u32@4 + 12 = size: ^\xc2\xfe\x00\x05
