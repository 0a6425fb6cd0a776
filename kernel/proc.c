// SPDX-License-Identifier: GPL-2.0-only
#include <linux/capability.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/seq_file_net.h>
#include "kernel/net.h"
#include "kernel/proc.h"

#define FILE_NAME "layer7_numpackets"

static int show(struct seq_file *m, void *unused)
{
	seq_printf(m, "%u\n", READ_ONCE(l7_net(seq_file_single_net(m))->numpackets));
	return 0;
}

/* a namespace's root may read how far its packets are looked at; the machine's administrator sets it */
static int store(struct file *file, char *buf, size_t size)
{
	struct l7_net *l7 = l7_net(seq_file_single_net(file->private_data));
	const char *text = strim(buf);
	int clamped, err;
	s64 value;

	if (!capable(CAP_NET_ADMIN))
		return -EPERM;
	err = kstrtoll(text, 0, &value);
	if (err == -ERANGE)
		value = *text == '-' ? S64_MIN : S64_MAX;
	else if (err)
		return err;
	clamped = clamp_t(s64, value, L7_NUMPACKETS_MIN, L7_NUMPACKETS_MAX);
	if (clamped != value)
		pr_warn("numpackets can't be %.24s: set to %d (%d to %d)\n", text, clamped,
			L7_NUMPACKETS_MIN, L7_NUMPACKETS_MAX);
	WRITE_ONCE(l7->numpackets, clamped);
	return 0;
}

int l7_proc_init(struct net *net)
{
	return proc_create_net_single_write(FILE_NAME, 0644, net->proc_net, show, store, NULL) ? 0 : -ENOMEM;
}

void l7_proc_fini(struct net *net)
{
	remove_proc_entry(FILE_NAME, net->proc_net);
}
