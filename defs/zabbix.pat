# SPDX-License-Identifier: GPL-2.0-only
# Zabbix - monitoring: server, proxy, agent, sender
#
# "ZBXD", flags (1 protocol, 2 compressed, 4 large), length, JSON or text.
#
# Missed   agents asked by servers older than 4.0 (a bare line of text; the answer has the
#          header); Zabbix in TLS.

protocol  zabbix
about     Zabbix monitoring
group     monitoring
alias     zabbix-agent zabbix-trapper
source    Zabbix manual, appendix: protocols, header and data length

tcp: ^ZBXD[\x01-\x07]
