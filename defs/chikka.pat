# SPDX-License-Identifier: GPL-2.0-only
# Chikka - text messages to telephones of the Philippines (until 2018)
#
# Seen     the greeting of the protocol CTP.
# Missed   the rest, which is cimd.

protocol  chikka
about     Chikka text messenger
group     chat
source    classic pattern chikka

tcp: ^CTPv1\.[0-9] Kamusta
