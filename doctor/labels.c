// SPDX-License-Identifier: GPL-2.0-only
/*
 * labels.c - the files that name bits of labels: nft reads one, iptables and conntrack the other
 */

#include "client/labels.h"
#include "client/lock.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "doctor/doctor.h"
#include "uapi/layer7.h"

#define BITS 128

/** struct names - the names that a file gives to bits; NULL: none */
struct names {
	char *name[BITS];
	bool there;
};

static void release(struct names *n)
{
	for (unsigned int bit = 0; bit < BITS; bit++)
		free(n->name[bit]);
}

/* What iptables, nft and conntrack understand of a line; what they do not is l7_labels_read()'s to complain of. */
static void read_line(struct names *n, const char *line)
{
	unsigned int bit;
	char name[128];

	if (sscanf(line, "%i %127s", (int *)&bit, name) != 2 || bit >= BITS || n->name[bit])
		return;
	n->name[bit] = strdup(name);
}

static void read_names(struct names *n, const char *path)
{
	FILE *f = fopen(path, "re");
	size_t room = 0;
	char *line = NULL;

	n->there = f;
	while (f && getline(&line, &room, f) > 0)
		if (*line != '#')
			read_line(n, line);
	free(line);
	if (f)
		fclose(f);
}

int l7_labels_find(const struct l7_host *h, const char *name, unsigned int *unused)
{
	char path[L7_HOST_PATH_SIZE];
	struct names n[2] = { 0 };
	int found = -1;

	*unused = BITS;
	for (int i = 0; i < 2; i++)
		read_names(&n[i], l7_host_path(h, path, "%s", l7_labels_files[i]));
	for (unsigned int bit = 0; bit < BITS; bit++) {
		for (int i = 0; i < 2 && found < 0; i++)
			if (n[i].name[bit] && !strcmp(n[i].name[bit], name))
				found = bit;
		if (!n[0].name[bit] && !n[1].name[bit] && bit < *unused)
			*unused = bit;
	}
	for (int i = 0; i < 2; i++)
		release(&n[i]);
	return found;
}

static bool is_ours(const char *name)
{
	return name && !strncmp(name, "l7-", strlen("l7-"));
}

static bool has_ours(const struct names *n)
{
	for (unsigned int bit = 0; bit < BITS; bit++)
		if (is_ours(n->name[bit]))
			return true;
	return false;
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static void examine_difference(const struct names n[2], struct l7_remarks *r)
{
	struct l7_roster bits = { 0 };
	const int without = !n[0].there ? 0 : 1;

	for (unsigned int bit = 0; bit < BITS; bit++)
		if (!same(n[0].name[bit], n[1].name[bit]))
			l7_roster_add(&bits, n[0].name[bit] ? n[0].name[bit] : n[1].name[bit]);
	if (n[0].there && n[1].there && bits.count)
		l7_remarks_add(r, L7_LEVEL_WARNING, "labels",
			       l7_text("%s and %s differ in %s", l7_labels_files[0], l7_labels_files[1],
				       l7_roster_text(&bits)),
			       l7_text("nft reads the first, iptables and conntrack the second, and layer7 sets what "
				       "either says: the same name may mean two things."),
			       l7_text("ln -sf %s %s", l7_labels_files[0], l7_labels_files[1]));
	else if (!(n[0].there && n[1].there) && has_ours(&n[!without]))
		l7_remarks_add(r, L7_LEVEL_NOTE, "labels",
			       l7_text("%s names labels, but there is no %s", l7_labels_files[!without],
				       l7_labels_files[without]),
			       l7_text("%s can't use the names.", without ? "iptables and conntrack" : "nft"),
			       l7_text("ln -s %s %s", l7_labels_files[!without], l7_labels_files[without]));
	l7_roster_fini(&bits);
}

static bool means_something(const struct l7_defs *defs, const char *name)
{
	if (!strcmp(name, "done") || !strcmp(name, "unknown"))
		return true;
	for (size_t i = 0; i < defs->count; i++)
		if (!strcmp(defs->def[i].name, name) || l7_strings_have(&defs->def[i].aliases, name) ||
		    l7_strings_have(&defs->def[i].groups, name))
			return true;
	return false;
}

static void examine_meaning(const struct l7_host *h, const struct names n[2], struct l7_remarks *r)
{
	struct l7_roster nothing = { 0 };

	for (unsigned int bit = 0; bit < BITS; bit++) {
		const char *name = is_ours(n[0].name[bit]) ? n[0].name[bit] : n[1].name[bit];

		if (is_ours(name) && !means_something(&h->files.defs, name + strlen("l7-")) &&
		    !means_something(&h->answers.table.loaded, name + strlen("l7-")))
			l7_roster_add(&nothing, name);
	}
	if (nothing.count)
		l7_remarks_add(r, L7_LEVEL_WARNING, "labels",
			       l7_text("no definition, other name or group is meant by %s", l7_roster_text(&nothing)),
			       l7_text("This label is never set, and rules that ask for it never match."),
			       l7_text("l7 list -a   # which names there are"));
	l7_roster_fini(&nothing);
}

static void examine_errors(const char *const *files, const struct l7_defs *defs, struct l7_remarks *r)
{
	struct l7_labels labels = { 0 };
	struct l7_diags diags = { 0 };

	l7_labels_read(&labels, files, defs, &diags);
	for (size_t i = 0; i < diags.count; i++)
		l7_remarks_add(r, L7_LEVEL_ERROR, "labels",
			       l7_text("%s:%u: %s", diags.diag[i].file, diags.diag[i].line,
				       diags.diag[i].text ? diags.diag[i].text : "out of memory"),
			       l7_text("Until this is right nothing can be loaded, and no rule be entered that needs a "
				       "definition."),
			       l7_text("editor %s && l7 load", diags.diag[i].file));
	l7_labels_fini(&labels);
	l7_diags_fini(&diags);
}

static bool is_later(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec > b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

/* The lock file is touched by whoever has loaded a table. */
static void examine_age(const struct l7_host *h, const char *const *files, struct l7_remarks *r)
{
	char lock[L7_HOST_PATH_SIZE];
	struct stat load, file;

	if (h->answers.error || !h->answers.table.state.generation ||
	    stat(l7_host_path(h, lock, "%s", l7_lock_file), &load))
		return;
	for (; *files; files++) {
		if (stat(*files, &file) || !is_later(&file.st_ctim, &load.st_mtim))
			continue;
		l7_remarks_add(r, L7_LEVEL_WARNING, "labels",
			       l7_text("%s was changed after definitions were loaded", *files + strlen(h->root)),
			       l7_text("The kernel sets the labels that it named then."), l7_text("l7 load"));
		return;
	}
}

static void note_rules(struct l7_remarks *r)
{
	l7_remarks_add(r, L7_LEVEL_NOTE, "labels", l7_text("labels are named for layer7, and rules must set them here"),
		       l7_text("BPF programs can't write labels, as the module does. See \"Verdict for others\" in "
			       "xt_layer7(8) for the rules."),
		       l7_text("iptables -t mangle -A POSTROUTING -m layer7 --l7proto http -m connlabel --label l7-http "
			       "--set"));
}

void l7_labels_examine(const struct l7_host *h, struct l7_remarks *r)
{
	char path[2][L7_HOST_PATH_SIZE];
	const char *files[] = {
		l7_host_path(h, path[0], "%s", l7_labels_files[0]),
		l7_host_path(h, path[1], "%s", l7_labels_files[1]),
		NULL
	};
	size_t before = r->count;
	struct names names[2] = { 0 };

	for (int i = 0; i < 2; i++)
		read_names(&names[i], files[i]);
	examine_errors(files, &h->files.defs, r);
	examine_difference(names, r);
	examine_meaning(h, names, r);
	if ((has_ours(&names[0]) || has_ours(&names[1])) && !l7_host_has_bpf(h))
		examine_age(h, files, r);
	else if (has_ours(&names[0]) || has_ours(&names[1]))
		note_rules(r);
	if (r->count == before)
		l7_remarks_fine(r, "labels", has_ours(&names[0]) || has_ours(&names[1]) ?
				"names of labels are the same for nft and iptables" : "no label is named for layer7");
	for (int i = 0; i < 2; i++)
		release(&names[i]);
}
