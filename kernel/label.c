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

void l7_label_decide(struct nf_conn *ct, u16 number, const struct l7_bits *bits, const struct l7_bits *done)
{
	u32 data[L7_LABEL_WORD + 1] = {}, mask[L7_LABEL_WORD + 1];
	unsigned int i;

	for (i = 0; i < L7_LABEL_WORD; i++) {
		data[i] = (bits ? bits->word[i] : 0) | (done ? done->word[i] : 0);
		mask[i] = data[i];
	}
	data[L7_LABEL_WORD] = L7_LABEL_DECIDED | number;
	mask[L7_LABEL_WORD] = ~0u;
	nf_connlabels_replace(ct, data, mask, L7_LABEL_WORD + 1);
}
