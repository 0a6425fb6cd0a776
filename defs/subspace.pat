# SPDX-License-Identifier: GPL-2.0-only
# SubSpace / Continuum - 2D space game
#
# The client begins with 00 01, a key (4 bytes) and its version (01: SubSpace, 11: Continuum), the
# server answers 00 02 and its key, or 00 10 with two keys.
# Short messages: both directions are needed.

protocol  subspace
about     SubSpace, Continuum
group     game
alias     continuum
source    SubSpace protocol (twcore.org, core packets); l7-filter subspace (public capture)

udp opener first size 8: ^\x00\x01....[\x01\x11]\x00$
and answerer first size 6: ^\x00\x02....$
udp opener first size 8: ^\x00\x01....\x11\x00$
and answerer first size 12: ^\x00\x10.{8}\x01\x00$
