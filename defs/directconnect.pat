# SPDX-License-Identifier: GPL-2.0-only
# Direct Connect - file sharing (NMDC and ADC)
#
# Seen: the first message of a hub, a client at a hub, or a client at a client; ADC's negotiation;
# search results over UDP.

protocol  directconnect
about     Direct Connect file sharing, NMDC and ADC
group     p2p
alias     nmdc adc
source    NMDC protocol (nmdc.sourceforge.net): $Lock, $MyNick, $Key, $Supports, $SR
source    ADC protocol 1.0: SUP message of hub (I), client at hub (H), client at client (C)

tcp: ^\$Lock [ -~]{6,}(Pk=|\|)
tcp: ^\$MyNick [^ |]+\|
tcp: ^\$(Supports [A-Za-z0-9 ]+\||Key [^|]+\||ValidateNick [^|]+\||HubName [^|]+\|)
tcp: ^[HIC]SUP (AD|RM)[A-Z0-9]{4}[ \n]
udp: ^\$SR [^ ]+ [^|]*\x05[^|]*\([^|]+\)\|?$
udp: ^URES [A-Z2-7]{39}\x20
