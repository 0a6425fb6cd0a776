# SPDX-License-Identifier: GPL-2.0-only
# AMQP - message brokers: 0-8, 0-9, 0-9-1 (RabbitMQ), 0-10 (Qpid), 1.0 (ActiveMQ, Service Bus)
#
# Begins with "AMQP", protocol and version; in 1.0 from either side. The server of 0-9 answers with
# the method Connection.Start. A frame is type, channel, length, contents, CE: sessions whose
# beginning was not seen are recognised by a method (1) or by the heartbeat.

protocol  amqp
about     AMQP 0-8 to 1.0: RabbitMQ, Qpid and others
group     messaging middleware
alias     rabbitmq amqps
source    AMQP 0-9-1 specification 2.3, 4.2; AMQP 1.0 (OASIS) 2.2, 2.3

tcp: ^AMQP(\x00\x00\x09[\x00\x01]|[\x00-\x03]\x01\x00\x00|\x01\x01[\x00\x08\x09\x0a][\x00-\x0a])
# Connection.Start, version 0-9 or 8-0
tcp: ^\x01\x00\x00\x00[\x00-\x03]..\x00\x0a\x00\x0a(\x00\x09|\x08\x00)
# classes connection, channel, exchange, queue, basic, confirm, transaction and their methods
tcp: ^\x01[\x00-\x0f].\x00[\x00-\x01]..\x00[\x0a\x14\x28\x32\x3c\x55\x5a]\x00([\x0a\x0b\x14\x15\x1e\x1f]|[\x28\x29\x32\x33\x3c\x46\x47\x48\x50\x5a\x64\x6e\x6f\x78]).*\xce($|[\x01\x02]\x00.\x00)
tcp: ^\x08\x00\x00\x00\x00\x00\x00\xce
