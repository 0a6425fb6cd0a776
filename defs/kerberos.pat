# SPDX-License-Identifier: GPL-2.0-only
# Kerberos 5 - tickets and changes of passwords
#
# Seen: requests and answers of the authentication and ticket services and errors, over UDP and
# TCP (a length of 4 bytes comes first); tickets presented (AP); kpasswd. Application tag,
# SEQUENCE, then version 5 and message type, each INTEGER in a context tag.

protocol  kerberos
about     Kerberos 5 authentication
group     auth directory
alias     krb5 kpasswd kerberos5
source    RFC 4120 section 5.4 (KDC), 5.5 (AP), 5.9 (error), 7.2.2 (TCP)
source    RFC 3244 section 2 (kpasswd)

udp size 20.. u8@1 <= 0x7f u8@2 = 0x30 u8@3 <= 0x7f u32@4 = 0xa1030201 u32@8 = 0x05a20302 u8@12 = 1 u8@13 >= 0x0a u8@13 <= 0x0c u8@13 != 0x0b: ^[jl]
udp size 20.. u8@1 = 0x81 u16@3 = 0x3081 u32@6 = 0xa1030201 u32@10 = 0x05a20302 u8@14 = 1 u8@15 >= 0x0a u8@15 <= 0x0c u8@15 != 0x0b: ^[jl]
udp size 20.. u8@1 = 0x82 u16@4 = 0x3082 u32@8 = 0xa1030201 u32@12 = 0x05a20302 u8@16 = 1 u8@17 >= 0x0a u8@17 <= 0x0c u8@17 != 0x0b: ^[jl]
udp size 20.. u8@1 = 0x81 u32@3 & 0xfff8ffff = 0x3078a103 u32@7 = 0x020105a2 u24@11 = 0x030201 u8@14 >= 0x0a u8@14 <= 0x0c u8@14 != 0x0b: ^[jl]
udp size 20.. u8@1 = 0x82 u16@4 = 0x3081 u8@6 >= 0xf8 u32@7 = 0xa1030201 u32@11 = 0x05a20302 u8@15 = 1 u8@16 >= 0x0a u8@16 <= 0x0c u8@16 != 0x0b: ^[jl]
udp size 20.. u8@1 <= 0x7f u8@2 = 0x30 u8@3 <= 0x7f u32@4 = 0xa0030201 u32@8 = 0x05a10302 u8@12 = 1 u8@13 >= 0x0b u8@13 <= 0x1e: ^[k-\x7e]
udp size 20.. u8@1 = 0x81 u16@3 = 0x3081 u32@6 = 0xa0030201 u32@10 = 0x05a10302 u8@14 = 1 u8@15 >= 0x0b u8@15 <= 0x1e: ^[k-\x7e]
udp size 20.. u8@1 = 0x82 u16@4 = 0x3082 u32@8 = 0xa0030201 u32@12 = 0x05a10302 u8@16 = 1 u8@17 >= 0x0b u8@17 <= 0x1e: ^[k-\x7e]
udp size 20.. u8@1 = 0x81 u32@3 & 0xfff8ffff = 0x3078a003 u32@7 = 0x020105a1 u24@11 = 0x030201 u8@14 >= 0x0b u8@14 <= 0x1e: ^[k-\x7e]
udp size 20.. u8@1 = 0x82 u16@4 = 0x3081 u8@6 >= 0xf8 u32@7 = 0xa0030201 u32@11 = 0x05a10302 u8@15 = 1 u8@16 >= 0x0b u8@16 <= 0x1e: ^[k-\x7e]
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6a u8@4 <= 0x6c u8@4 != 0x6b u8@5 <= 0x7f u8@6 = 0x30 u8@7 <= 0x7f u32@8 = 0xa1030201 u32@12 = 0x05a20302 u8@16 = 1 u8@17 >= 0x0a u8@17 <= 0x0c u8@17 != 0x0b: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6a u8@4 <= 0x6c u8@4 != 0x6b u8@5 = 0x81 u16@7 = 0x3081 u32@10 = 0xa1030201 u32@14 = 0x05a20302 u8@18 = 1 u8@19 >= 0x0a u8@19 <= 0x0c u8@19 != 0x0b: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6a u8@4 <= 0x6c u8@4 != 0x6b u8@5 = 0x82 u16@8 = 0x3082 u32@12 = 0xa1030201 u32@16 = 0x05a20302 u8@20 = 1 u8@21 >= 0x0a u8@21 <= 0x0c u8@21 != 0x0b: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6a u8@4 <= 0x6c u8@4 != 0x6b u8@5 = 0x81 u32@7 & 0xfff8ffff = 0x3078a103 u32@11 = 0x020105a2 u24@15 = 0x030201 u8@18 >= 0x0a u8@18 <= 0x0c u8@18 != 0x0b: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6a u8@4 <= 0x6c u8@4 != 0x6b u8@5 = 0x82 u16@8 = 0x3081 u8@10 >= 0xf8 u32@11 = 0xa1030201 u32@15 = 0x05a20302 u8@19 = 1 u8@20 >= 0x0a u8@20 <= 0x0c u8@20 != 0x0b: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6b u8@4 <= 0x7e u8@5 <= 0x7f u8@6 = 0x30 u8@7 <= 0x7f u32@8 = 0xa0030201 u32@12 = 0x05a10302 u8@16 = 1 u8@17 >= 0x0b u8@17 <= 0x1e: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6b u8@4 <= 0x7e u8@5 = 0x81 u16@7 = 0x3081 u32@10 = 0xa0030201 u32@14 = 0x05a10302 u8@18 = 1 u8@19 >= 0x0b u8@19 <= 0x1e: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6b u8@4 <= 0x7e u8@5 = 0x82 u16@8 = 0x3082 u32@12 = 0xa0030201 u32@16 = 0x05a10302 u8@20 = 1 u8@21 >= 0x0b u8@21 <= 0x1e: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6b u8@4 <= 0x7e u8@5 = 0x81 u32@7 & 0xfff8ffff = 0x3078a003 u32@11 = 0x020105a1 u24@15 = 0x030201 u8@18 >= 0x0b u8@18 <= 0x1e: ^\x00
tcp u32@0 >= 16 u8@1 <= 0x0f u8@4 >= 0x6b u8@4 <= 0x7e u8@5 = 0x82 u16@8 = 0x3081 u8@10 >= 0xf8 u32@11 = 0xa0030201 u32@15 = 0x05a10302 u8@19 = 1 u8@20 >= 0x0b u8@20 <= 0x1e: ^\x00
# kpasswd: length of the whole, version 0001 or ff80, length of the ticket message, which follows
udp u16@0 = size u8@4 <= 0x0f u16@6 & 0xfeff = 0x6e81 u16@9 = 0x3081 u32@12 = 0xa0030201 u32@16 = 0x05a10302 u16@20 & 0xfffe = 0x010e: ^.
udp u16@0 = size u8@4 <= 0x0f u16@6 & 0xfeff = 0x6e82 u16@10 = 0x3082 u32@14 = 0xa0030201 u32@18 = 0x05a10302 u16@22 & 0xfffe = 0x010e: ^.
tcp u32@0 >= 16 u8@8 <= 0x0f u16@10 & 0xfeff = 0x6e81 u16@13 = 0x3081 u32@16 = 0xa0030201 u32@20 = 0x05a10302 u16@24 & 0xfffe = 0x010e: ^\x00\x00
tcp u32@0 >= 16 u8@8 <= 0x0f u16@10 & 0xfeff = 0x6e82 u16@14 = 0x3082 u32@18 = 0xa0030201 u32@22 = 0x05a10302 u16@26 & 0xfffe = 0x010e: ^\x00\x00
