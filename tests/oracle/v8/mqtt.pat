# SPDX-License-Identifier: GPL-2.0-only
# MQTT - publish and subscribe, versions 3.1, 3.1.1, 5
#
# Source   MQTT 3.1.1 (OASIS) section 3.1: CONNECT = 10, remaining length (1..4 bytes), 00 04
#          "MQTT", level 04; MQTT 5: level 05; MQTT 3.1 (IBM): 00 06 "MQIsdp", level 03. Bridges
#          set bit 80 of the level. 3.1.1 section 3.2: CONNACK = 20 02, session present 0 or 1,
#          code 0; 3.9: SUBACK = 90; 3.4: PUBACK = 40 02; 3.13: PINGRESP = D0 00; 3.5: PUBREC = 50
#          02.
# Sees     CONNECT; or, when only the server is heard, CONNACK and the acknowledgement that
#          follows.
# NULs     The zeros of the lengths and of CONNACK vanish.
# Misses   Only the server of an MQTT 5 session. MQTT over WebSocket (it begins as HTTP). MQTT-SN.
# Alike    Nothing has the name in this place.
mqtt
^\x10..?.?.?(\x04mqtt[\x04\x05\x84\x85]|\x06mqisdp[\x03\x83])|^ \x02\x01?(\x90[\x03-\x1f]|[@P]\x02.|\xd0$)
