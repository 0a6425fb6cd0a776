/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_DOCTOR_NFT_H
#define L7_DOCTOR_NFT_H

/*
 * nft.h - what the rule set of nft has to do with layer7
 */

#include "doctor/host.h"

/**
 * l7_nft_read() - take what matters out of `nft -j list ruleset'
 * @text:       what it printed
 * @numpackets: a rule that asks for more packets of a connection than these comes after inspection
 *
 * A rule with `flow add' hides connections if a packet of one without a verdict can get there: from a base chain, by
 * jumps that don't ask for the label, past no earlier rule that lets go whatever has not the label.
 */
void l7_nft_read(struct l7_rules *rules, const char *text, uint32_t numpackets);

#endif
