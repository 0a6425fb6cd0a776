# SPDX-License-Identifier: GPL-2.0-only
# HL7 version 2 - messages between systems of hospitals (MLLP)
#
# Seen: a message or an acknowledgement, alone, with the usual delimiters; batches.

protocol  hl7
about     HL7 version 2 messages (MLLP)
group     health
alias     mllp
source    HL7 Transport Specification MLLP: 0b message 1c 0d; HL7 2.x section 2.14: MSH|^~\&

tcp: ^\x0b(MSH|FHS|BHS)[|!-/:-@][\x21-\x2f:-@\x5b-\x60\x7b-\x7e]{3,5}[|!-/:-@]
