// SPDX-License-Identifier: GPL-2.0-only
/*
 * module.c - is the kernel module there, can it be loaded, is it the one that belongs to this tool
 */

#include <errno.h>
#include <glob.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "doctor/doctor.h"
#include "uapi/layer7.h"

#define SECURE_BOOT "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define SECURE_BOOT_BYTES 5 /* four of attributes, then 1: enforced */

/** struct file - the module's file for a kernel, and what modinfo says of it; "" where it says nothing */
struct file {
	char path[L7_HOST_PATH_SIZE];
	char kernel[72];
	char srcversion[40];
	bool is_signed;
};

static const char check[] = "module";

/* What keeps the module from being loaded is an error only if nothing serves in its place. */
static enum l7_level level(const struct l7_host *h)
{
	return l7_host_has_bpf(h) ? L7_LEVEL_NOTE : L7_LEVEL_ERROR;
}

static const char *consequence(const struct l7_host *h)
{
	return l7_host_has_bpf(h) ? "BPF programs serve in its place." :
	       "Without it nothing is inspected, and no rule can be entered.";
}

/* Where DKMS and others put it; Return: whether there is one for kernel @release ("*": any) */
static bool find_file(const struct l7_host *h, const char *release, char path[L7_HOST_PATH_SIZE])
{
	char pattern[L7_HOST_PATH_SIZE];
	bool found = false;
	glob_t g;

	l7_host_path(h, pattern, "/lib/modules/%s/{updates,extra,misc,kernel/net/netfilter}/{,dkms/}xt_layer7.ko*",
		     release);
	if (!glob(pattern, GLOB_BRACE, NULL, &g)) {
		snprintf(path, L7_HOST_PATH_SIZE, "%s", g.gl_pathv[0]);
		found = true;
	}
	globfree(&g);
	return found;
}

/* Take the value of "NAME:   value" in modinfo's lines, up to the first blank. */
static void take_field(const char *text, const char *name, char *value, size_t size)
{
	const char *line = text;

	for (; line && *line; line = strchr(line, '\n'), line += line != NULL) {
		if (strncmp(line, name, strlen(name)) || line[strlen(name)] != ':')
			continue;
		line += strlen(name) + 1;
		line += strspn(line, " ");
		snprintf(value, size, "%.*s", (int)strcspn(line, " \n"), line);
		return;
	}
}

static void read_file(const struct l7_host *h, struct file *f)
{
	const char *const argv[] = { "modinfo", f->path, NULL };
	char signer[8] = "", key[8] = "";
	struct l7_child_output said = { 0 };

	if (!h->run(h->data, argv, &said) && said.out) {
		take_field(said.out, "vermagic", f->kernel, sizeof(f->kernel));
		take_field(said.out, "srcversion", f->srcversion, sizeof(f->srcversion));
		take_field(said.out, "signer", signer, sizeof(signer));
		take_field(said.out, "sig_key", key, sizeof(key));
		f->is_signed = *signer || *key;
	}
	l7_child_output_fini(&said);
}

static bool is_secure_boot(const struct l7_host *h)
{
	char path[L7_HOST_PATH_SIZE], byte[SECURE_BOOT_BYTES] = { 0 };
	FILE *f = fopen(l7_host_path(h, path, "%s", SECURE_BOOT), "re");
	bool on = f && fread(byte, 1, sizeof(byte), f) == sizeof(byte) && byte[SECURE_BOOT_BYTES - 1] == 1;

	if (f)
		fclose(f);
	return on;
}

/* Whether the kernel takes signed modules only. */
static bool wants_signature(const struct l7_host *h)
{
	char *lockdown = l7_host_text(h, "/sys/kernel/security/lockdown");
	char *enforce = l7_host_text(h, "/sys/module/module/parameters/sig_enforce");
	bool wants = (lockdown && (strstr(lockdown, "[integrity]") || strstr(lockdown, "[confidentiality]"))) ||
		     (enforce && *enforce == 'Y') || is_secure_boot(h);

	free(lockdown);
	free(enforce);
	return wants;
}

/* The version that DKMS has of layer7, whatever the kernel. Return: false if it has none, or there is no DKMS. */
static bool ask_dkms(const struct l7_host *h, char version[32])
{
	const char *const argv[] = { "dkms", "status", "-m", "layer7", NULL };
	struct l7_child_output said = { 0 };
	bool known = !h->run(h->data, argv, &said) && said.out && sscanf(said.out, "layer7/%31[^,: \n]", version) == 1;

	l7_child_output_fini(&said);
	return known;
}

static void complain_no_file(const struct l7_host *h, struct l7_remarks *r)
{
	char version[32], other[L7_HOST_PATH_SIZE], headers[L7_HOST_PATH_SIZE];
	const bool dkms = ask_dkms(h, version), elsewhere = find_file(h, "*", other);
	const char *loaded = l7_host_has(h, "/sys/module/xt_layer7") ? "is loaded, but " : "";
	char *packages;

	snprintf(headers, sizeof(headers), "/lib/modules/%s/build/Makefile", h->release);
	packages = l7_host_has(h, headers) ? l7_text("%s", "") :
		   l7_text("apt-get install %slinux-headers-%s\n", dkms ? "" : "dkms ", h->release);
	l7_remarks_add(r, *loaded ? L7_LEVEL_WARNING : level(h), check,
		       l7_text("xt_layer7 %shas no file for this kernel, %s", loaded, h->release),
		       l7_text("%s%s%s", *loaded ? "After the next boot it is not there any more." :
			       consequence(h),
			       elsewhere ? " It was built for another kernel." : "",
			       packages && *packages ? " The headers that it is built with are missing." : ""),
		       dkms ? l7_text("%sdkms install layer7/%s -k %s", packages ? packages : "", version, h->release) :
		       l7_text("%smake dkms-install   # in the sources of layer7", packages ? packages : ""));
	free(packages);
}

static bool has_enrolled_key(const struct l7_host *h)
{
	const char *const argv[] = { "mokutil", "--test-key", "/var/lib/dkms/mok.pub", NULL };
	struct l7_child_output said = { 0 };
	bool enrolled;

	h->run(h->data, argv, &said);	/* its exit status says no more than that it ran */
	enrolled = (said.out && strstr(said.out, "already enrolled")) ||
		   (said.err && strstr(said.err, "already enrolled"));
	l7_child_output_fini(&said);
	return enrolled;
}

static void complain_signature(const struct l7_host *h, const struct file *f, struct l7_remarks *r)
{
	const bool enrolled = has_enrolled_key(h);

	l7_remarks_add(r, level(h), check,
		       l7_text("%s, and xt_layer7 %s",
			       is_secure_boot(h) ? "Secure Boot is on" : "this kernel takes signed modules only",
			       f->is_signed ? "is signed with a key that it doesn't know" : "is not signed"),
		       l7_text("The kernel refuses to load it. DKMS signs what it builds with a key of this machine, "
			       "which must be enrolled once, at the console. %s", consequence(h)),
		       l7_text("%s%s", f->is_signed && !enrolled ? "" :
			       "make dkms-install   # builds and signs it anew\n", enrolled ? "modprobe xt_layer7" :
			       "mokutil --import /var/lib/dkms/mok.pub\nreboot              # and confirm the key"));
}

static void complain_refused(const struct l7_host *h, const struct file *f, const char *why, struct l7_remarks *r)
{
	static const char *const keys[] = {
		"Key was rejected", "Required key not available", "Operation not permitted",
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strstr(why, keys[i]) && wants_signature(h)) {
			complain_signature(h, f, r);
			return;
		}
	l7_remarks_add(r, level(h), check,
		       l7_text("xt_layer7 can't be loaded: "
			       "%.*s", (int)strcspn(why, "\n"), *why ? why : "modprobe says not why"),
		       l7_text("%s The kernel's log may say more.", consequence(h)),
		       l7_text("dmesg | tail\nmake dkms-install   # in the sources of layer7, builds it anew"));
}

/* Root only: what loads it is a rule, or a question of ours. */
static void try_to_load(const struct l7_host *h, const struct file *f, struct l7_remarks *r)
{
	const char *const argv[] = { "modprobe", "xt_layer7", NULL };
	struct l7_child_output said = { 0 };
	int status = h->run(h->data, argv, &said);

	if (!status)
		l7_remarks_fine(r, check, "xt_layer7 can be loaded");
	else
		complain_refused(h, f, status < 0 ? strerror(-status) : said.err ? said.err : "", r);
	l7_child_output_fini(&said);
}

/* It is not loaded to see whether it can be: from then on `l7' would see the module alone. */
static void note_at_hand(const struct l7_host *h, struct l7_remarks *r)
{
	l7_remarks_add(r, L7_LEVEL_NOTE, check, l7_text("xt_layer7 is there for this kernel and not loaded"),
		       l7_text("BPF programs were here before it, and what runs stays. The module serves after a boot, or "
			       "when all rules with -m layer7 are deleted and entered anew."),
		       l7_text("l7 unload && modprobe xt_layer7   # without rules"));
}

static void examine_unloaded(const struct l7_host *h, struct l7_remarks *r)
{
	struct file f = { 0 };
	unsigned long disabled = 0;

	if (!find_file(h, h->release, f.path)) {
		complain_no_file(h, r);
		return;
	}
	read_file(h, &f);
	if (*f.kernel && strcmp(f.kernel, h->release))
		l7_remarks_add(r, level(h), check,
			       l7_text("%s was built for kernel %s, this is "
				       "%s", basename(f.path), f.kernel, h->release),
			       l7_text("The kernel loads only what was built for it. %s", consequence(h)),
			       l7_text("make dkms-install   # in the sources of layer7"));
	else if (l7_host_number(h, "/proc/sys/kernel/modules_disabled", &disabled) && disabled)
		l7_remarks_add(r, level(h), check, l7_text("the kernel was told to load no more modules"),
			       l7_text("kernel.modules_disabled is 1, which only a boot undoes. xt_layer7 must be "
				       "loaded before. %s", consequence(h)),
			       l7_text("echo xt_layer7 >/etc/modules-load.d/xt_layer7.conf\nreboot"));
	else if (wants_signature(h) && !f.is_signed)
		complain_signature(h, &f, r);
	else if (l7_host_has_bpf(h))
		note_at_hand(h, r);
	else if (h->is_root)
		try_to_load(h, &f, r);
	else
		l7_remarks_fine(r, check, "xt_layer7 is there for this kernel; the first rule loads it");
}

static void examine_version(const struct l7_host *h, struct l7_remarks *r)
{
	char *version = l7_host_text(h, "/sys/module/xt_layer7/version");
	const bool same = version && !strcmp(version, L7_VERSION);
	const bool speaks = !h->answers.protocol || h->answers.protocol == L7_GENL_VERSION;

	if (!same || !speaks)
		l7_remarks_add(r, speaks ? L7_LEVEL_WARNING : L7_LEVEL_ERROR, check,
			       l7_text("the module loaded is version %s, this tool is "
				       "%s", version ? version : "unknown", L7_VERSION),
			       l7_text("%s Rules must be deleted before it can be unloaded, or reboot.", speaks ?
				       "They may not mean the same by everything." :
				       "Their netlink protocols differ, so they can't understand each other."),
			       l7_text("make install dkms-install   # in the sources of layer7\nmodprobe -r xt_layer7 "
				       "&& modprobe xt_layer7"));
	else
		l7_remarks_fine(r, check, "xt_layer7 %s is loaded", version);
	free(version);
}

static void examine_disk(const struct l7_host *h, struct l7_remarks *r)
{
	char *loaded = l7_host_text(h, "/sys/module/xt_layer7/srcversion");
	struct file f = { 0 };

	if (!find_file(h, h->release, f.path)) {
		complain_no_file(h, r);
	} else {
		read_file(h, &f);
		if (loaded && *f.srcversion && strcmp(loaded, f.srcversion))
			l7_remarks_add(r, L7_LEVEL_WARNING, check,
				       l7_text("the module on disk is not the one that is loaded"),
				       l7_text("It was built anew. Rules must be deleted before the old one can be "
					       "unloaded, or reboot."),
				       l7_text("modprobe -r xt_layer7 && modprobe xt_layer7"));
		else
			l7_remarks_fine(r, check, "its file is the one of this kernel, %s", h->release);
	}
	free(loaded);
}

static void complain_no_modules(const struct l7_host *h, struct l7_remarks *r)
{
	l7_remarks_add(r, level(h), check, l7_text("this kernel, %s, can't load modules", h->release),
		       l7_text("It was built without them, so xt_layer7 can't be had here. %s", l7_host_has_bpf(h) ?
			       consequence(h) : "Tools that read files work: l7 classify, report, explain, test, check, "
			       "compile."),
		       l7_text("apt-get install linux-image-amd64   # a kernel with modules, then boot it"));
}

void l7_module_examine(const struct l7_host *h, struct l7_remarks *r)
{
	if (l7_host_has(h, "/sys/module/xt_layer7")) {
		examine_version(h, r);
		examine_disk(h, r);
	} else if (!l7_host_has(h, "/proc/modules")) {
		complain_no_modules(h, r);
	} else {
		examine_unloaded(h, r);
	}
}
