// SPDX-License-Identifier: GPL-2.0-only
/*
 * extension.c - has iptables its extension, and is it of this version
 */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "doctor/doctor.h"
#include "iptables/version.h"

const char *const l7_extension_file = L7_XTLIBDIR "/libxt_layer7.so";

const char *const l7_extension_listers[] = { L7_XTLIBDIR "/libipt_bpf.so", L7_XTLIBDIR "/libip6t_bpf.so" };

static const char why_missing[] = "iptables understands `-m layer7' only with it.";

/* Copy what follows the mark in the file's bytes. Return: whether it is there. */
static bool read_version(const char *path, char version[32])
{
	const size_t mark = strlen(L7_EXTENSION_MARK);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *bytes, *found = NULL;
	struct stat st;

	if (fd >= 0 && !fstat(fd, &st) && st.st_size > (off_t)mark) {
		bytes = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		if (bytes != MAP_FAILED) {
			found = memmem(bytes, st.st_size, L7_EXTENSION_MARK, mark);
			if (found)
				snprintf(version, 32, "%.*s", (int)strnlen(found + mark, bytes + st.st_size - found - mark),
					 found + mark);
			munmap((void *)bytes, st.st_size);
		}
	}
	if (fd >= 0)
		close(fd);
	return found;
}

/* Rules of the BPF route are rules of the match "bpf", which these take the place of. */
static void examine_listers(const struct l7_host *h, struct l7_remarks *r)
{
	for (int i = 0; i < 2; i++) {
		if (l7_host_has(h, l7_extension_listers[i]))
			continue;
		l7_remarks_add(r, L7_LEVEL_WARNING, "extension", l7_text("there is no %s", l7_extension_listers[i]),
			       l7_text("Rules work without it, but %s lists and saves them as `-m bpf', by the program "
				       "that they refer to. So saved they can't be restored after a boot.",
				       i ? "ip6tables" : "iptables"),
			       l7_text("make install   # in the sources of layer7"));
		return;
	}
}

void l7_extension_examine(const struct l7_host *h, struct l7_remarks *r)
{
	char path[L7_HOST_PATH_SIZE], version[32] = "of another kind";

	if (!l7_host_has(h, "/usr/sbin/iptables") && !l7_host_has(h, "/sbin/iptables")) {
		l7_remarks_add(r, L7_LEVEL_NOTE, "extension", l7_text("iptables is not installed"),
			       l7_text("Rules with `-m layer7' need it. nftables and tc go without: they read labels."),
			       l7_text("apt-get install iptables"));
		return;
	}
	if (access(l7_host_path(h, path, "%s", l7_extension_file), F_OK)) {
		l7_remarks_add(r, L7_LEVEL_ERROR, "extension", l7_text("there is no %s", l7_extension_file),
			       l7_text("%s", why_missing), l7_text("make install   # in the sources of layer7"));
		return;
	}
	if (l7_host_has_bpf(h))
		examine_listers(h, r);
	if (read_version(path, version) && !strcmp(version, L7_VERSION)) {
		l7_remarks_fine(r, "extension", "iptables has libxt_layer7.so %s", version);
		return;
	}
	l7_remarks_add(r, L7_LEVEL_WARNING, "extension",
		       l7_text("libxt_layer7.so is %s, this tool is %s", version, L7_VERSION),
		       l7_text("It holds the compiler too. What one of them loads the other may not know."),
		       l7_text("make install   # in the sources of layer7"));
}
