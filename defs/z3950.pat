# SPDX-License-Identifier: GPL-2.0-only
# Z39.50 - search in libraries' catalogues
#
# Seen: the initialisation of either side, alone; a search of a session whose beginning is missing.

protocol  z3950
about     Z39.50 search and retrieval
group     directory
alias     z39.50 z39-50
source    ANSI/NISO Z39.50-2003 (ISO 23950) section 4.1, BER: init request b4, answer b5, search b6

# a reference id (82) may be first; version (83), options (84), message size (85)
tcp: ^[\xb4\xb5]([\x10-\x7f]|\x81.|\x82..)\x82[\x01-\x20][ -~]+\x83\x02[\x00-\x07].\x84[\x02\x03][\x00-\x07]
tcp u8@1 >= 0x10 u8@1 <= 0x7f u16@2 = 0x8302 u8@4 <= 7 u16@6 = 0x8402 u8@8 <= 7 u8@10 = 0x85 u8@11 >= 1 u8@11 <= 5: ^[\xb4\xb5]
tcp u8@1 = 0x81 u16@3 = 0x8302 u8@5 <= 7 u16@7 = 0x8402 u8@9 <= 7 u8@11 = 0x85 u8@12 >= 1 u8@12 <= 5: ^[\xb4\xb5]
tcp u8@1 = 0x82 u16@4 = 0x8302 u8@6 <= 7 u16@8 = 0x8402 u8@10 <= 7 u8@12 = 0x85 u8@13 >= 1 u8@13 <= 5: ^[\xb4\xb5]
tcp u8@1 >= 0x10 u8@1 <= 0x7f u16@2 = 0x8302 u8@4 <= 7 u16@6 = 0x8403 u8@8 <= 7 u8@11 = 0x85 u8@12 >= 1 u8@12 <= 5: ^[\xb4\xb5]
tcp u8@1 = 0x81 u16@3 = 0x8302 u8@5 <= 7 u16@7 = 0x8403 u8@9 <= 7 u8@12 = 0x85 u8@13 >= 1 u8@13 <= 5: ^[\xb4\xb5]
tcp u8@1 = 0x82 u16@4 = 0x8302 u8@6 <= 7 u16@8 = 0x8403 u8@10 <= 7 u8@13 = 0x85 u8@14 >= 1 u8@14 <= 5: ^[\xb4\xb5]
# search: upper and lower bounds of sets (8d, 8e), number for medium sets (8f), replace (90), name
# (91)
tcp u8@1 >= 0x10 u8@1 <= 0x7f u16@2 = 0x8d01 u16@5 = 0x8e01 u16@8 = 0x8f01 u16@11 = 0x9001: ^\xb6
tcp u8@1 = 0x81 u16@3 = 0x8d01 u16@6 = 0x8e01 u16@9 = 0x8f01 u16@12 = 0x9001: ^\xb6
tcp u8@1 = 0x82 u16@4 = 0x8d01 u16@7 = 0x8e01 u16@10 = 0x8f01 u16@13 = 0x9001: ^\xb6
