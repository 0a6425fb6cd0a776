# SPDX-License-Identifier: GPL-2.0-only
# DICOM - medical images
#
# Seen: the request for an association and its acceptance, of either side, alone; a rejection.
# Looks alike: a rejection has the bytes of one answer of Modbus (transaction 0300, unit 0); a session
# of Modbus is named by its request before, so this one goes first.

protocol  dicom
about     DICOM medical images
group     health
alias     acr-nema
source    DICOM PS3.8 section 9.3: PDU type, length, version 1, titles of 16 characters, 32 zero bytes
rank      95

tcp: ^[\x01\x02]\x00\x00[\x00-\x0f]..\x00[\x01\x03]\x00\x00[ -~\x00]{32}\x00{32}\x10\x00\x00[\x01-\x40]1\.2\.840\.10008\.
tcp size 10: ^\x03\x00\x00\x00\x00\x04\x00[\x01\x02][\x01-\x03][\x01-\x0a]$
