# SPDX-License-Identifier: GPL-2.0-only
# ADS - Automation Device Specification of Beckhoff (TwinCAT), AMS over TCP; its discovery over UDP
#
# AMS/TCP header: 0000, length u32 little endian. AMS header of 32 octets: target and source (net id
# of 6, port), command 0-9, flags 4 (request) or 5 (answer), length u32 of the data, error, invoke id.
# UDP: 71146603 little endian, invoke id u32, service u32 (answers with bit 31).
#
# Seen     requests and answers, each alone, also from the middle of a session; discovery.
# Missed   secure ADS is inside TLS.

protocol  beckhoff-ads
about     Beckhoff ADS/AMS (TwinCAT)
group     industrial
alias     ams beckhoffads
source    Beckhoff Information System, TwinCAT ADS Device Documentation, AMS/TCP packet
source    public descriptions of the discovery protocol (UDP)

tcp u32le@2 >= 32 u32le@2 + 6 <= size u32le@26 + 38 <= size u16@4 = 0 u8@22 <= 9 u24@23 & 0xfffeff = 0x000400 u16@28 = 0 size 32..: ^\x00\x00
udp size 12..: ^\x03\x66\x14\x71.{4}.\x00\x00[\x00\x80]
