// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <net/netlink.h>
#include "kernel/table.h"

static u32 next_generation(void)
{
	static atomic_t last = ATOMIC_INIT(0);
	u32 generation;

	do {
		generation = atomic_inc_return(&last);
	} while (!generation);
	return generation;
}

static void set_bit_for_number(struct l7_table *t, u16 number, u8 bit)
{
	u32 i;

	for (i = 0; i < t->img.head->ndefs; i++)
		if (t->img.defs[i].number == number)
			t->bits_def[i].word[bit / 32] |= 1u << bit % 32;
}

static const struct nla_policy label_policy[L7_A_MAX + 1] = {
	[L7_A_NUMBER] = { .type = NLA_U16 },
	[L7_A_BIT] = NLA_POLICY_MAX(NLA_U8, L7_LABEL_USER_BITS - 1),
};

static int read_label(struct l7_table *t, const struct nlattr *label, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[L7_A_MAX + 1];
	int err = nla_parse_nested(tb, L7_A_MAX, label, label_policy, extack);
	u8 bit;

	if (err)
		return err;
	if (!tb[L7_A_BIT]) {
		NL_SET_ERR_MSG_ATTR(extack, label, "label without a bit");
		return -EINVAL;
	}
	bit = nla_get_u8(tb[L7_A_BIT]);
	if (!tb[L7_A_NUMBER])
		t->bits_done.word[bit / 32] |= 1u << bit % 32;
	else if (!nla_get_u16(tb[L7_A_NUMBER]))
		t->bits_unknown.word[bit / 32] |= 1u << bit % 32;
	else
		set_bit_for_number(t, nla_get_u16(tb[L7_A_NUMBER]), bit);
	return 0;
}

static int read_labels(struct l7_table *t, const struct nlattr *labels, struct netlink_ext_ack *extack)
{
	const struct nlattr *label;
	int rem, err;

	if (!labels)
		return 0;
	nla_for_each_nested(label, labels, rem) {
		if (nla_type(label) != L7_A_LABEL) {
			NL_SET_ERR_MSG_ATTR(extack, label, "not a label");
			return -EINVAL;
		}
		err = read_label(t, label, extack);
		if (err)
			return err;
	}
	return 0;
}

struct l7_table *l7_table_new(void *bytes, u32 size, const struct nlattr *labels,
			      struct netlink_ext_ack *extack)
{
	const char *why = NULL;
	struct l7_image img;
	struct l7_table *t;
	int err;

	err = l7_image_verify(bytes, size, &img, &why);
	if (err) {
		if (extack)
			extack->_msg = why;
		return ERR_PTR(err);
	}
	t = kvzalloc(struct_size(t, bits_def, img.head->ndefs), GFP_KERNEL_ACCOUNT);
	if (!t)
		return ERR_PTR(-ENOMEM);
	refcount_set(&t->ref, 1);
	t->generation = next_generation();
	t->img = img;
	t->bytes = bytes;
	err = read_labels(t, labels, extack);
	if (err) {
		kvfree(t);
		return ERR_PTR(err);
	}
	return t;
}

void l7_table_put(struct l7_table *t)
{
	if (!refcount_dec_and_test(&t->ref))
		return;
	kvfree(t->bytes);
	kvfree(t);
}
