// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/label.h"

void l7_label_mark(struct nf_conn_labels *labels, u32 clear, u32 set)
{
	u32 *word = l7_label_word(labels);
	u32 old = READ_ONCE(*word), seen;

	while (!(old & L7_LABEL_DECIDED) && ((old & ~clear) | set) != old) {
		seen = cmpxchg(word, old, (old & ~clear) | set);
		if (seen == old)
			return;
		old = seen;
	}
}

/* the word says who is first; the administrator's bits follow it */
static bool claim_word(struct nf_conn_labels *labels, u32 verdict)
{
	u32 *word = l7_label_word(labels);
	u32 old = READ_ONCE(*word), seen;

	while (!(old & L7_LABEL_DECIDED)) {
		seen = cmpxchg(word, old, verdict);
		if (seen == old)
			return true;
		old = seen;
	}
	return false;
}

bool l7_label_decide(struct nf_conn *ct, u32 verdict, const struct l7_bits *bits, const struct l7_bits *done)
{
	struct nf_conn_labels *labels = nf_ct_labels_find(ct);
	u32 data[L7_LABEL_WORD + 1] = {};
	unsigned int i;

	if (!labels || !claim_word(labels, L7_LABEL_DECIDED | verdict))
		return false;
	for (i = 0; i < L7_LABEL_WORD; i++)
		data[i] = (bits ? bits->word[i] : 0) | (done ? done->word[i] : 0);
	/* its own mask: sets bits and clears none; the fourth word stays */
	nf_connlabels_replace(ct, data, data, ARRAY_SIZE(data));
	nf_conntrack_event_cache(IPCT_LABEL, ct);
	return true;
}
