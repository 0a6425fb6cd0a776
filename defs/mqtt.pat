# SPDX-License-Identifier: GPL-2.0-only
# MQTT - publish and subscribe, versions 3.1, 3.1.1, 5, over TCP
#
# A message is type and flags, remaining length (1 to 4 bytes), contents. CONNECT names the
# protocol. The server is seen alone if something follows its CONNACK: four bytes (20 02 00 00) may
# be a length. When the beginning was not seen: a ping that is answered, a message that is
# acknowledged. Missed: MQTT over WebSocket (begins as HTTP), MQTT-SN.

protocol  mqtt
about     MQTT 3.1 to 5
group     messaging iot
alias     secure-mqtt
source    MQTT 3.1.1 (OASIS) 2.2, 3.1 to 3.13; MQTT 5.0; MQTT 3.1 (IBM): MQIsdp
rank      101

# bridges set bit 80 of the level
tcp: ^\x10([\x00-\x7f]|[\x80-\xff]{1,3}[\x01-\x7f])\x00(\x04MQTT[\x04\x05\x84\x85]|\x06MQIsdp[\x03\x83])
# CONNACK, then SUBACK, PUBACK or PUBREC, PINGRESP, PUBLISH
tcp: ^\x20\x02[\x00\x01]\x00(\x90[\x03-\x7f]..[\x00-\x02\x80]|[\x40\x50]\x02..$|\xd0\x00$|[\x30-\x3d]([\x00-\x7f]|[\x80-\xff][\x01-\x7f])\x00[\x01-\x7f][ -~]{3})
# CONNACK of version 5: its properties fill the message
tcp u8@1 + 2 = size u8@4 + 5 = size: ^\x20[\x06-\x7f][\x00\x01]\x00.[\x11-\x13\x15\x16\x1a\x1c\x1f\x21-\x2a]
# PINGREQ and PINGRESP
tcp opener: ^\xc0\x00$
and answerer: ^\xd0\x00$
# PUBLISH (topic with length) and PUBACK or PUBREC
tcp opener: ^[\x32-\x35\x3a-\x3d]([\x00-\x7f]|[\x80-\xff]{1,3}[\x01-\x7f])\x00[\x01-\x7f][ -~]{3}
and answerer: ^[\x40\x50]\x02..$
