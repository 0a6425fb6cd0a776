# SPDX-License-Identifier: GPL-2.0-only
# Skype - calls of Skype, Skype for Business (Lync) and Teams
#
# Seen     STUN messages with Microsoft's attributes (candidate identifier 8054, implementation
#          version 8070, service quality 8055, version 8008), over UDP and TCP; TURN messages of the
#          older kind, with a magic cookie of its own as first attribute. The service by TLS server
#          name.
# Missed   Skype's former peer-to-peer protocol (until 2017), which has nothing fixed. Teams'
#          conferences by server name: teams.

protocol  skype
about     Skype, Skype for Business, Teams calls: STUN with Microsoft's attributes, TLS server names
group     voip conference
alias     skype_teams skypeteams lync skype_teamscall skypetoskype skypeout
source    MS-ICE2 section 2.2 (8054, 8070), MS-TURN section 2.2.2 (8008, 8055, cookie 72C64BC6)
source    learn.microsoft.com, "Office 365 URLs and IP address ranges": *.skype.com, *.lync.com
rank      60

# length, bytes: an identifier of one character and padding; numbers 1..7
udp u16@2 + 20 <= size: ^[\x00\x01]...\x21\x12\xa4\x42.*(\x80\x54\x00[\x01-\x04][0-9A-Za-z+/]\x00\x00\x00|\x80[\x08\x70]\x00\x04\x00\x00\x00[\x01-\x07])
tcp u16@0 + 2 <= size: ^[\x00-\x03].[\x00\x01]...\x21\x12\xa4\x42.*(\x80\x54\x00[\x01-\x04][0-9A-Za-z+/]\x00\x00\x00|\x80[\x08\x70]\x00\x04\x00\x00\x00[\x01-\x07])
# MS-TURN: allocate 0003, answers 0103 and 0113, send 0004, data 0115, active destination 0006
udp u16@2 + 20 = size u32@20 = 0x000f0004 u32@24 = 0x72c64bc6: ^[\x00\x01][\x03\x04\x06\x13\x15]
tcp u32@24 = 0x000f0004 u32@28 = 0x72c64bc6: ^[\x02\x03]\x00..[\x00\x01][\x03\x04\x06\x13\x15]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(skype\.(com|net)|skypeassets\.com|skypeforbusiness\.com|lync\.com)([^a-z0-9.-]|jj|zz|$)
