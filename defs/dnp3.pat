# SPDX-License-Identifier: GPL-2.0-only
# DNP3 - telecontrol of electricity and water (IEEE 1815)
#
# Link frames: 05 64, length (control to the end of the user data, without check sums), control,
# destination, source, CRC. User data: transport octet, application control, function; every 16
# octets are followed by a CRC, so a frame is 5 to 37 octets longer than its length says.
#
# Seen     link frames without data (reset, status, acknowledgements) and first fragments of requests,
#          answers and unsolicited reports; each direction alone; TCP and UDP.
# Missed   continued fragments at the beginning of what is seen.

protocol  dnp3
about     DNP3 telecontrol
group     industrial
alias     dnp ieee1815
source    IEEE Std 1815-2012, 9.2 (data link frame), 8.2 (transport), 4.2 (application)

# Length 5: no data. Control: the functions of either station with the frame count bits they may have
tcp+udp size 10: ^\x05\x64\x05[\x40\xc0\x41\xc1\x49\xc9\x69\xe9\x52\x72\xd2\xf2\x00\x80\x10\x90\x01\x81\x11\x91\x0b\x8b\x1b\x9b\x0e\x8e\x0f\x8f\x1f\x9f]
# User data (un)confirmed, first transport segment, first fragment, function 0-33 or 129-131
tcp+udp u8@2 + 5 <= size u8@2 + 37 >= size: ^\x05\x64[\x08-\xff][\x44\xc4\x53\x73\xd3\xf3].{6}[\x40-\x7f\xc0-\xff][\x80-\xff][\x00-\x21\x81-\x83]
# A full frame, more may follow in the same segment
tcp: ^\x05\x64\xff[\x44\xc4\x53\x73\xd3\xf3].{6}[\x40-\x7f\xc0-\xff][\x80-\xff][\x00-\x21\x81-\x83]
