// SPDX-License-Identifier: GPL-2.0-only
/* l7 doctor: a machine that is well has no finding, and each fault gives its own and no other */

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/netfilter/nf_conntrack_common.h>
#include <linux/netfilter/nf_conntrack_tcp.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "doctor/doctor.h"
#include "iptables/version.h"
#include "client/labels.h"
#include "client/lock.h"
#include "uapi/layer7.h"

#define KERNEL "6.12.0-test"
#define MODULE_FILE "/lib/modules/" KERNEL "/updates/dkms/xt_layer7.ko"
#define SECURE_BOOT "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define SYSCTL "/proc/sys/net/netfilter/"
#define SHIPPED "/usr/share/l7-protocols"

/** struct program - what the machine's programs say; those without a word are not installed */
struct program {
	const char *name;
	const char *out;
	const char *err;
	int status;
};

enum { MODINFO, MODPROBE, DKMS, MOKUTIL, IPTABLES, IP6TABLES, LEGACY, NFT, SYSTEMCTL, NPROGRAMS };

/** struct fixture - a machine in a directory, and what was found */
struct fixture {
	char root[32];
	struct program program[NPROGRAMS];
	struct l7_host host;
	struct l7_remarks remarks;
};

static const char *const dirs[] = { "/etc/l7-protocols", SHIPPED, NULL };

static int run(void *data, const char *const argv[], struct l7_child_output *words)
{
	const struct fixture *f = data;

	*words = (struct l7_child_output) { 0 };
	for (int i = 0; i < NPROGRAMS; i++) {
		const struct program *p = &f->program[i];

		if (!p->name || strcmp(p->name, argv[0]))
			continue;
		words->out = strdup(p->out ? p->out : "");
		words->err = strdup(p->err ? p->err : "");
		return p->status;
	}
	return -ENOENT;
}

static void put_bytes(const struct fixture *f, const char *path, const void *bytes, size_t n)
{
	char full[512];
	FILE *out;

	snprintf(full, sizeof(full), "%s%s", f->root, path);
	for (char *slash = strchr(full + strlen(f->root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(full, 0755);
		*slash = '/';
	}
	out = fopen(full, "w");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, n, out), n);
	fclose(out);
}

static void put(const struct fixture *f, const char *path, const char *text)
{
	put_bytes(f, path, text, strlen(text));
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	return remove(path);
}

static void take_away(const struct fixture *f, const char *path)
{
	char full[512];

	snprintf(full, sizeof(full), "%s%s", f->root, path);
	assert_int_equal(nftw(full, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static void put_conntrack(const struct fixture *f)
{
	put(f, SYSCTL "nf_conntrack_acct", "1\n");
	put(f, SYSCTL "nf_conntrack_events", "2\n");
	put(f, SYSCTL "nf_conntrack_count", "100\n");
	put(f, SYSCTL "nf_conntrack_max", "65536\n");
	put(f, "/proc/net/stat/nf_conntrack", "entries  clashres found insert_failed drop early_drop icmp_error\n"
	    "00000064  00000010 00000007 00000000 00000000 00000000 00000003\n"
	    "00000064  00000010 00000007 00000000 00000000 00000000 00000003\n");
}

static void put_module(const struct fixture *f)
{
	put(f, "/proc/modules", "xt_layer7 1 1 - Live 0x0\n");
	put(f, "/sys/module/xt_layer7/version", L7_VERSION "\n");
	put(f, "/sys/module/xt_layer7/srcversion", "ABCDEF\n");
	put(f, MODULE_FILE, "");
	put(f, "/lib/modules/" KERNEL "/build/Makefile", "");
	put(f, "/sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
	put(f, "/proc/sys/kernel/tainted", "12288\n");
}

static void put_programs(struct fixture *f)
{
	f->program[MODINFO] = (struct program) { .name = "modinfo", .out =
		"filename:       " MODULE_FILE "\nversion:        " L7_VERSION "\nsrcversion:     ABCDEF\n"
		"vermagic:       " KERNEL " SMP preempt mod_unload modversions \n" };
	f->program[IPTABLES] = (struct program) { .name = "iptables-save", .out =
		"*mangle\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -m layer7 --l7proto http -j MARK --set-xmark 0x1/0xffffffff\n"
		"-A POSTROUTING -m layer7 --l7proto unset\n-A POSTROUTING -m layer7 --l7proto web\nCOMMIT\n" };
	f->program[IP6TABLES] = (struct program) { .name = "ip6tables-save", .out = "" };
	f->program[NFT] = (struct program) { .name = "nft", .out = "{\"nftables\": []}" };
}

static void answer(struct l7_host *h)
{
	struct l7_table *t = &h->answers.table;
	struct l7_diags diags = { 0 };

	h->answers.protocol = L7_GENL_VERSION;
	t->state = (struct l7_state) { .generation = 1, .hooked = true, .definitions = 2, .numpackets = 10,
				       .maxdatalen = 2048, .flows = 5, .flows_max = 65536 };
	for (size_t i = 0; i < h->files.defs.count; i++)
		assert_non_null(l7_defs_add(&t->loaded, h->files.defs.def[i].name, h->files.defs.def[i].text, i + 1,
					    L7_RANK_DEFAULT, &diags));
	t->rules = calloc(t->loaded.count + 1, sizeof(*t->rules));
	h->traffic = (struct l7_traffic) { .read = true, .connections = 100, .tcp = 60 };
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	char extension[] = "\177ELF..." L7_EXTENSION_MARK L7_VERSION "\0...";

	strcpy(f->root, "/tmp/doctor.XXXXXX");
	assert_non_null(mkdtemp(f->root));
	put_module(f);
	put_conntrack(f);
	put_programs(f);
	put(f, "/usr/sbin/iptables", "");
	put_bytes(f, l7_extension_file, extension, sizeof(extension));
	put(f, SHIPPED "/http.pat", "protocol http\nalias web\ngroup surf\nsource https://example.org\ntcp client: ^GET /\n");
	put(f, SHIPPED "/ftp.pat", "protocol ftp\ngroup file\nsource https://example.org\ntcp server: ^220 ftp\n");
	put(f, l7_labels_files[0], "0 l7-done\n1 l7-http\n2 l7-file\n3 mine\n");
	put(f, l7_labels_files[1], "# the same\n0 l7-done\n0x1 l7-http\n2\tl7-file\n3 mine\n");
	put(f, l7_lock_file, "");
	f->host = (struct l7_host) {
		.root = f->root, .release = KERNEL, .is_root = true, .dirs = dirs, .run = run, .data = f,
	};
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	l7_remarks_fini(&f->remarks);
	l7_host_fini(&f->host);
	take_away(f, "");
	free(f);
	return 0;
}

/* Read everything anew; a test changes files and programs before, what the module says after. */
static void read_all(struct fixture *f)
{
	l7_host_read(&f->host);
	answer(&f->host);
}

static void examine(struct fixture *f)
{
	l7_doctor_examine(&f->host, &f->remarks);
	assert_false(f->remarks.failed);
}

static const struct l7_remark *first_finding(const struct l7_remarks *r)
{
	const struct l7_remark *first = NULL;
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++) {
		if (r->remark[i].level == L7_LEVEL_FINE)
			continue;
		if (count++)
			print_error("one more: %s: %s\n", r->remark[i].check, r->remark[i].what);
		first = first ? first : &r->remark[i];
	}
	assert_true(count <= 1);
	return first;
}

/* Exactly one finding, with these words in it; @mend NULL: any */
static void expect(struct fixture *f, enum l7_level level, const char *check, const char *what, const char *mend)
{
	const struct l7_remark *r;

	examine(f);
	r = first_finding(&f->remarks);
	assert_non_null(r);
	if (r->level != level || strcmp(r->check, check) || !strstr(r->what, what) ||
	    (mend && (!r->mend || !strstr(r->mend, mend))))
		print_error("saw %d %s: %s; mend: %s\nwanted %d %s: %s; mend: %s\n", r->level, r->check, r->what, r->mend, level,
			    check, what, mend);
	assert_int_equal(r->level, level);
	assert_string_equal(r->check, check);
	assert_non_null(strstr(r->what, what));
	assert_non_null(r->why);
	if (mend)
		assert_non_null(strstr(r->mend, mend));
}

static void expect_nothing(struct fixture *f)
{
	examine(f);
	assert_null(first_finding(&f->remarks));
	assert_true(f->remarks.count > 8);
}

static void well(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	expect_nothing(f);
	assert_null(f->remarks.unseen);
}

static void without_root(void **state)
{
	struct fixture *f = *state;

	f->host.is_root = false;
	l7_host_read(&f->host);
	f->host.answers.error = -EPERM;
	examine(f);
	assert_null(first_finding(&f->remarks));
	assert_string_equal(f->remarks.unseen, "what is loaded, connections, rules");
}

/* --- the module */

static void unload(struct fixture *f)
{
	take_away(f, "/sys/module/xt_layer7");
	l7_host_read(&f->host);
	f->host.answers.error = -ENOENT;
}

static void module_other_version(void **state)
{
	struct fixture *f = *state;

	put(f, "/sys/module/xt_layer7/version", "0.0.9\n");
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "module", "0.0.9", "dkms-install");
}

static void module_other_protocol(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	f->host.answers.protocol = L7_GENL_VERSION + 1;
	expect(f, L7_LEVEL_ERROR, "module", "this tool is " L7_VERSION, "modprobe -r");
}

static void module_rebuilt(void **state)
{
	struct fixture *f = *state;

	put(f, "/sys/module/xt_layer7/srcversion", "123456\n");
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "module", "not the one that is loaded", "modprobe -r");
}

static void module_file_gone(void **state)
{
	struct fixture *f = *state;

	take_away(f, MODULE_FILE);
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "module", "no file for this kernel", "make dkms-install");
}

static void module_without_headers(void **state)
{
	struct fixture *f = *state;

	take_away(f, MODULE_FILE);
	take_away(f, "/lib/modules/" KERNEL "/build");
	put(f, "/lib/modules/6.1.0-old/updates/dkms/xt_layer7.ko.xz", "");
	f->program[DKMS] = (struct program) { .name = "dkms", .out = "layer7/0.1.0, 6.1.0-old, x86_64: installed\n" };
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", KERNEL,
	       "apt-get install linux-headers-" KERNEL "\ndkms install layer7/0.1.0 -k " KERNEL);
	assert_non_null(strstr(first_finding(&f->remarks)->why, "another kernel"));
}

static void module_for_another_kernel(void **state)
{
	struct fixture *f = *state;

	f->program[MODINFO].out = "vermagic:       6.1.0-old SMP\n";
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", "6.1.0-old", "dkms-install");
}

static void module_unsigned(void **state)
{
	static const char on[] = { 6, 0, 0, 0, 1 };
	struct fixture *f = *state;

	put_bytes(f, SECURE_BOOT, on, sizeof(on));
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", "Secure Boot is on, and xt_layer7 is not signed", "mokutil --import");
}

static void module_key_unknown(void **state)
{
	struct fixture *f = *state;

	put(f, "/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	f->program[MODINFO].out = "vermagic:       " KERNEL " SMP\nsigner:         DKMS module signing key\n";
	f->program[MODPROBE] = (struct program) { .name = "modprobe", .status = 1, .err =
		"modprobe: ERROR: could not insert 'xt_layer7': Key was rejected by service\n" };
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", "a key that it doesn't know", "mokutil --import");
	assert_null(strstr(first_finding(&f->remarks)->mend, "dkms-install"));
}

static void module_key_enrolled(void **state)
{
	struct fixture *f = *state;

	f->program[MOKUTIL] = (struct program) { .name = "mokutil", .status = 1, .out =
		"/var/lib/dkms/mok.pub is already enrolled\n" };
	put(f, "/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", "is not signed", "dkms-install");
	assert_null(strstr(first_finding(&f->remarks)->mend, "mokutil"));
}

static void module_refused(void **state)
{
	struct fixture *f = *state;

	f->program[MODPROBE] = (struct program) { .name = "modprobe", .status = 1, .err =
		"modprobe: ERROR: could not insert 'xt_layer7': Unknown symbol in module\n" };
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", "Unknown symbol", "dmesg");
}

static void module_at_hand(void **state)
{
	struct fixture *f = *state;

	f->program[MODPROBE] = (struct program) { .name = "modprobe" };
	unload(f);
	examine(f);
	assert_null(first_finding(&f->remarks));
}

static void modules_disabled(void **state)
{
	struct fixture *f = *state;

	put(f, "/proc/sys/kernel/modules_disabled", "1\n");
	unload(f);
	expect(f, L7_LEVEL_ERROR, "module", "no more modules", "modules-load.d");
}

/* --- BPF programs in the place of the module */

#define BPF_RULE "-A POSTROUTING -m layer7 --l7proto http -j MARK --set-xmark 0x1/0xffffffff\n"

/* a kernel without modules, on which all is well otherwise */
static void take_module(struct fixture *f)
{
	take_away(f, "/sys/module/xt_layer7");
	take_away(f, "/lib/modules");
	take_away(f, "/proc/modules");
	put(f, "/sys/kernel/btf/vmlinux", "");
	put(f, "/proc/sys/net/core/bpf_jit_enable", "1\n");
	put(f, "/proc/net/ip_tables_matches", "state\nbpf\nmark\n");
	put(f, "/proc/self/mounts", "proc /proc proc rw 0 0\nbpf /run/layer7 bpf rw,mode=700 0 0\n");
	put(f, "/run/layer7/classify", "");
	put(f, "/run/layer7/is/http", "");
	put(f, "/run/layer7/not/http", "");
	put(f, l7_extension_listers[0], "");
	put(f, l7_extension_listers[1], "");
	put(f, l7_labels_files[0], "3 mine\n");
	put(f, l7_labels_files[1], "3 mine\n");
	f->program[IPTABLES].out = BPF_RULE;
	f->program[NFT].out = "{\"nftables\": [{\"table\": {\"family\": \"inet\", \"name\": \"layer7\"}}]}";
	f->program[SYSTEMCTL] = (struct program) { .name = "systemctl", .out = "enabled\n" };
}

static void read_bpf(struct fixture *f)
{
	read_all(f);
	f->host.answers.protocol = 0;
	f->host.answers.route = L7_ROUTE_BPF;
	f->host.answers.verdicts = 65536;
}

static void expect_route(struct fixture *f, const char *wanted)
{
	char *text = l7_route_text(&f->host, &f->remarks);

	assert_string_equal(text, wanted);
	free(text);
}

/* One finding beside the note that there is no module */
static void expect_bpf(struct fixture *f, enum l7_level level, const char *check, const char *what, const char *mend)
{
	const struct l7_remark *module, *one = NULL;

	examine(f);
	module = f->remarks.remark;
	assert_string_equal(module->check, "module");
	assert_int_equal(module->level, L7_LEVEL_NOTE);
	for (size_t i = 1; i < f->remarks.count; i++) {
		const struct l7_remark *r = &f->remarks.remark[i];

		if (r->level == L7_LEVEL_FINE)
			continue;
		if (one)
			fail_msg("one more: %s: %s", r->check, r->what);
		one = r;
	}
	assert_non_null(one);
	if (one->level != level || strcmp(one->check, check) || !strstr(one->what, what) ||
	    (mend && (!one->mend || !strstr(one->mend, mend))))
		fail_msg("saw %d %s: %s; mend: %s", one->level, one->check, one->what, one->mend);
}

static void bpf_well(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	read_bpf(f);
	examine(f);
	assert_string_equal(first_finding(&f->remarks)->check, "module");
	assert_int_equal(first_finding(&f->remarks)->level, L7_LEVEL_NOTE);
	assert_non_null(strstr(first_finding(&f->remarks)->why, "BPF programs serve in its place"));
	expect_route(f, "BPF, no module: this kernel, " KERNEL ", can't load modules");
}

static void bpf_nothing_yet(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	take_away(f, "/run/layer7");
	put(f, "/proc/self/mounts", "");
	f->program[IPTABLES].out = "";
	read_bpf(f);
	f->host.answers.table.state.hooked = false;
	expect_bpf(f, L7_LEVEL_NOTE, "inspection", "no rule names a protocol", "-A PREROUTING");
}

/* neither route */
static void expect_none(struct fixture *f, const char *what, const char *mend)
{
	l7_host_read(&f->host);
	f->host.answers.error = -ENOENT;
	f->host.answers.route = L7_ROUTE_BPF;
	strcpy(f->host.answers.said, "nobody knows why");
	examine(f);
	assert_int_equal(l7_remarks_count(&f->remarks, L7_LEVEL_ERROR), 2);
	assert_int_equal(l7_remarks_count(&f->remarks, L7_LEVEL_WARNING), 0);
	assert_string_equal(f->remarks.remark[0].check, "module");
	assert_string_equal(f->remarks.remark[1].check, "bpf");
	assert_non_null(strstr(f->remarks.remark[1].what, what));
	assert_non_null(strstr(f->remarks.remark[1].mend, mend));
	expect_route(f, "none: neither the module nor BPF programs can inspect here, see below");
}

static void bpf_old_kernel(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	strcpy(f->host.release, "6.1.0-18-amd64");
	expect_none(f, "kernel 6.1 is too old", "linux-image");
}

static void bpf_no_types(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	take_away(f, "/sys/kernel/btf");
	expect_none(f, "no type information", "linux-image");
}

static void bpf_no_compiler(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, "/proc/sys/net/core/bpf_jit_enable", "0\n");
	expect_none(f, "compiler for BPF is off", "bpf_jit_enable=1");
}

static void bpf_no_match(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, "/proc/net/ip_tables_matches", "state\nebpf\nmark\n");
	expect_none(f, "no match \"bpf\"", "linux-image");
}

static void bpf_match_on_disk(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, "/proc/net/ip_tables_matches", "state\n");
	put(f, "/lib/modules/" KERNEL "/kernel/net/netfilter/xt_bpf.ko.xz", "");
	put(f, "/run/layer7/packet/http", "");
	read_bpf(f);
	examine(f);
	assert_string_equal(first_finding(&f->remarks)->check, "module");
}

static void bpf_refused(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	expect_none(f, "nobody knows why", "l7 load");
}

static void bpf_locked_down(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	take_away(f, "/run/layer7/classify");
	put(f, "/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
	read_bpf(f);
	expect_bpf(f, L7_LEVEL_WARNING, "bpf", "locked down for confidentiality", NULL);
}

static void bpf_unseen(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, "/proc/self/mounts", "proc /proc proc rw 0 0\n");
	read_bpf(f);
	expect_bpf(f, L7_LEVEL_WARNING, "bpf", "not there to be seen: -A POSTROUTING -m layer7", "iptables-restore");
}

static void bpf_not_tracking(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	f->program[NFT].out = "{\"nftables\": [{\"table\": {\"family\": \"ip\", \"name\": \"layer7\"}}]}";
	read_bpf(f);
	expect_bpf(f, L7_LEVEL_NOTE, "bpf", "table inet layer7 is gone", "ct state invalid");
	l7_remarks_fini(&f->remarks);
	f->host.traffic = (struct l7_traffic) { .read = true };
	expect_bpf(f, L7_LEVEL_WARNING, "bpf", "table inet layer7 is gone", "ct state invalid");
}

static void bpf_little_room(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, SYSCTL "nf_conntrack_max", "262144\n");
	read_bpf(f);
	expect_bpf(f, L7_LEVEL_WARNING, "bpf", "65536 verdicts, and conntrack for 262144", "l7 unload && l7 load");
}

static void bpf_not_enabled(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	f->program[SYSTEMCTL].out = "disabled\n";
	f->program[SYSTEMCTL].status = 1;
	read_bpf(f);
	expect_bpf(f, L7_LEVEL_NOTE, "bpf", "not enabled", "systemctl enable layer7.service");
}

/* who has no systemd has other ways */
static void bpf_without_systemd(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	f->program[SYSTEMCTL].name = NULL;
	read_bpf(f);
	examine(f);
	assert_string_equal(first_finding(&f->remarks)->check, "module");
}

static void bpf_no_lister(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	take_away(f, l7_extension_listers[1]);
	f->program[IP6TABLES].out = "-A FORWARD -m bpf --object-pinned \"/run/layer7/not/ftp\" -j ACCEPT\n"
				    "-A FORWARD -m bpf --object-pinned /sys/fs/bpf/mine -j ACCEPT\n";
	read_bpf(f);
	assert_int_equal(f->host.rules.count, 2);
	assert_string_equal(f->host.rules.rule[1].proto, "ftp");
	expect_bpf(f, L7_LEVEL_WARNING, "extension", "libip6t_bpf.so", "make install");
}

static void bpf_labels(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, l7_labels_files[0], "1 l7-http\n");
	put(f, l7_labels_files[1], "1 l7-http\n");
	read_bpf(f);
	expect_bpf(f, L7_LEVEL_NOTE, "labels", "rules must set them", "--label l7-http --set");
}

static void bpf_changed_on_disk(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	read_bpf(f);
	put(f, SHIPPED "/http.pat", "protocol http\nalias web\nsource https://example.org\ntcp client: ^(GET|PUT) /\n");
	l7_files_fini(&f->host.files);
	l7_files_read(&f->host.files, &f->host);
	expect_bpf(f, L7_LEVEL_WARNING, "loaded", "is not the one on disk: http", "l7 load");
}

static void bpf_flowtable(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	read_bpf(f);
	f->host.traffic.offloaded = f->host.traffic.hidden = 3;
	expect_bpf(f, L7_LEVEL_WARNING, "offload", "have no name: 3", "ct mark and 0x8000");
}

static void set_counter(struct fixture *f, const char *name, uint64_t count);

static void bpf_limits(void **state)
{
	static const char *const cases[][2] = {
		{ "unknown_packets", "l7 load --numpackets 20" }, { "unknown_bytes", "l7 load --maxdatalen 4096" },
	};
	struct fixture *f = *state;

	take_module(f);
	read_bpf(f);
	set_counter(f, "connections", 1000);
	set_counter(f, "unknown_table_full", 900);
	expect_bpf(f, L7_LEVEL_WARNING, "counters", "900 connections were not inspected", "l7 load --maxflows 262144");
	for (int i = 0; i < 2; i++) {
		l7_remarks_fini(&f->remarks);
		strcpy(f->host.answers.counter[1].name, cases[i][0]);
		expect_bpf(f, L7_LEVEL_NOTE, "counters", "900 of 1000", cases[i][1]);
	}
}

static void module_beside_bpf(void **state)
{
	struct fixture *f = *state;

	put(f, "/proc/self/mounts", "bpf /run/layer7 bpf rw,mode=700 0 0\n");
	put(f, "/run/layer7/is/http", "");
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "bpf", "beside the module", "iptables-restore");
	expect_route(f, "the module xt_layer7 " L7_VERSION);
}

/* it is not loaded to see whether it can be */
static void bpf_before_module(void **state)
{
	struct fixture *f = *state;

	take_module(f);
	put(f, "/proc/modules", "");
	put(f, MODULE_FILE, "");
	put(f, "/lib/modules/" KERNEL "/modules.builtin", "kernel/net/netfilter/xt_bpf.ko\n");
	f->program[MODPROBE] = (struct program) { .name = "modprobe", .status = 1, .err = "asked" };
	read_bpf(f);
	expect(f, L7_LEVEL_NOTE, "module", "there for this kernel and not loaded", "l7 unload && modprobe xt_layer7");
}

/* --- the extension */

static void extension_missing(void **state)
{
	struct fixture *f = *state;

	take_away(f, l7_extension_file);
	read_all(f);
	expect(f, L7_LEVEL_ERROR, "extension", l7_extension_file, "make install");
}

static void extension_older(void **state)
{
	static const char bytes[] = "..." L7_EXTENSION_MARK "0.0.1\0.";
	struct fixture *f = *state;

	put_bytes(f, l7_extension_file, bytes, sizeof(bytes));
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "extension", "is 0.0.1, this tool is " L7_VERSION, "make install");
}

static void no_iptables(void **state)
{
	struct fixture *f = *state;

	take_away(f, "/usr/sbin/iptables");
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "extension", "not installed", "apt-get install iptables");
}

/* --- definitions */

static void definition_wrong(void **state)
{
	struct fixture *f = *state;

	put(f, "/etc/l7-protocols/bad.pat", "protocol bad\ntcp: ^a(b\n");
	read_all(f);
	expect(f, L7_LEVEL_ERROR, "definitions", "bad.pat:2: ", "l7 compile");
}

static void definitions_none(void **state)
{
	struct fixture *f = *state;

	take_away(f, SHIPPED);
	put(f, l7_labels_files[0], "");
	put(f, l7_labels_files[1], "");
	f->program[IPTABLES].out = "";
	read_all(f);
	f->host.answers.table.state.on = true;
	expect(f, L7_LEVEL_ERROR, "definitions", "no definitions in /etc/l7-protocols or " SHIPPED, "make install");
}

static void definition_shadowed(void **state)
{
	struct fixture *f = *state;

	put(f, "/etc/l7-protocols/http.pat", "protocol http\nalias web\nsource https://example.org\ntcp client: ^get /mine\n");
	put(f, "/etc/l7-protocols/unset.pat", "unset\n.\n");
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "definitions", "1 definition takes the place of others of that name: http", NULL);
}

static void definition_changed(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	put(f, SHIPPED "/http.pat", "protocol http\nalias web\nsource https://example.org\ntcp client: ^(GET|PUT) /\n");
	l7_files_fini(&f->host.files);
	l7_files_read(&f->host.files, &f->host);
	expect(f, L7_LEVEL_WARNING, "loaded", "1 definition loaded is not the one on disk: http", "l7 load");
}

static void definition_gone(void **state)
{
	struct fixture *f = *state;

	put(f, l7_labels_files[0], "");
	put(f, l7_labels_files[1], "");
	read_all(f);
	take_away(f, SHIPPED "/ftp.pat");
	l7_files_fini(&f->host.files);
	l7_files_read(&f->host.files, &f->host);
	expect(f, L7_LEVEL_NOTE, "loaded", "no file that is here: ftp", NULL);
}

/* one that a rule's --l7dir brings is nobody else's business */
static void definition_from_elsewhere(void **state)
{
	struct l7_diags diags = { 0 };
	struct fixture *f = *state;

	f->program[IPTABLES].out = "-A FORWARD -m layer7 --l7dir \"/root/my patterns\" --l7proto mine -j ACCEPT\n";
	read_all(f);
	assert_non_null(l7_defs_add(&f->host.answers.table.loaded, "mine", "^x", 40000, L7_RANK_DEFAULT, &diags));
	f->host.answers.table.rules = realloc(f->host.answers.table.rules, 3 * sizeof(uint32_t));
	f->host.answers.table.rules[2] = 1;
	assert_string_equal(f->host.rules.rule[0].dir, "/root/my patterns");
	expect_nothing(f);
}

static void rule_without_definition(void **state)
{
	struct fixture *f = *state;

	f->program[IP6TABLES].out = "-A FORWARD -m layer7 ! --l7proto nosuch\n";
	read_all(f);
	expect(f, L7_LEVEL_ERROR, "loaded", "names \"nosuch\", which is not loaded: -A FORWARD", "l7 load");
}

/* --- labels */

static void labels_differ(void **state)
{
	struct fixture *f = *state;

	put(f, l7_labels_files[1], "0 l7-done\n1 l7-ftp\n2 l7-file\n3 mine\n");
	read_all(f);
	put(f, l7_lock_file, "");
	expect(f, L7_LEVEL_WARNING, "labels", "differ in l7-http", "ln -sf");
}

static void labels_missing(void **state)
{
	struct fixture *f = *state;

	take_away(f, l7_labels_files[1]);
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "labels", "there is no", "ln -s");
}

static void labels_unknown(void **state)
{
	struct fixture *f = *state;

	put(f, l7_labels_files[0], "7 l7-nosuch\n");
	put(f, l7_labels_files[1], "7 l7-nosuch\n");
	put(f, l7_lock_file, "");
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "labels", "meant by l7-nosuch", "l7 list -a");
}

static void labels_above_95(void **state)
{
	struct fixture *f = *state;

	put(f, l7_labels_files[0], "0 l7-done\n100 l7-ftp\n");
	put(f, l7_labels_files[1], "0 l7-done\n");
	unlink(l7_host_path(&f->host, (char [L7_HOST_PATH_SIZE]) { 0 }, "%s", l7_labels_files[1]));
	assert_int_equal(symlink("../connlabel.conf", l7_host_path(&f->host, (char [L7_HOST_PATH_SIZE]) { 0 }, "%s",
								   l7_labels_files[1])), 0);
	put(f, l7_lock_file, "");
	read_all(f);
	examine(f);
	assert_true(l7_remarks_count(&f->remarks, L7_LEVEL_ERROR) >= 1);
	assert_int_equal(l7_remarks_count(&f->remarks, L7_LEVEL_WARNING), 0);
	for (size_t i = 0; i < f->remarks.count; i++)
		if (f->remarks.remark[i].level == L7_LEVEL_ERROR)
			assert_non_null(strstr(f->remarks.remark[i].what, "connlabel.conf:2: "));
}

static void labels_changed(void **state)
{
	const struct timespec old[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
	char lock[L7_HOST_PATH_SIZE];
	struct fixture *f = *state;

	read_all(f);
	assert_int_equal(utimensat(AT_FDCWD, l7_host_path(&f->host, lock, "%s", l7_lock_file), old, 0), 0);
	expect(f, L7_LEVEL_WARNING, "labels", "/etc/connlabel.conf was changed after", "l7 load");
}

/* --- inspection */

static void idle(void **state)
{
	struct fixture *f = *state;

	f->program[IPTABLES].out = "";
	read_all(f);
	f->host.answers.table.state.hooked = false;
	expect(f, L7_LEVEL_NOTE, "inspection", "no rule names a protocol", "l7 on");
}

static void rules_not_hooked(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	f->host.answers.table.state.hooked = false;
	expect(f, L7_LEVEL_ERROR, "inspection", "no packet is inspected: -A POSTROUTING -m layer7 --l7proto http", NULL);
}

static void labels_not_hooked(void **state)
{
	struct fixture *f = *state;

	f->program[IPTABLES].out = "-A FORWARD -m connlabel --label \"l7-http\" -j DROP\n";
	read_all(f);
	f->host.answers.table.state.hooked = false;
	expect(f, L7_LEVEL_ERROR, "inspection", "asks for layer7's labels", "l7 load && l7 on");
}

static void no_table(void **state)
{
	struct fixture *f = *state;

	f->program[IPTABLES].out = "-A FORWARD -m layer7 --l7proto unknown\n";
	l7_host_read(&f->host);
	answer(&f->host);
	l7_defs_fini(&f->host.answers.table.loaded);
	f->host.answers.table.loaded = (struct l7_defs) { 0 };
	f->host.answers.table.state.generation = 0;
	expect(f, L7_LEVEL_WARNING, "inspection", "no definitions are loaded", "l7 load");
}

/* --- conntrack */

static void no_accounting(void **state)
{
	struct fixture *f = *state;

	put(f, SYSCTL "nf_conntrack_acct", "0\n");
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "conntrack", "doesn't count", "nf_conntrack_acct=1");
}

static void no_events(void **state)
{
	struct fixture *f = *state;

	put(f, SYSCTL "nf_conntrack_events", "0\n");
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "conntrack", "no events", "nf_conntrack_events=1");
}

static void nearly_full(void **state)
{
	struct fixture *f = *state;

	put(f, SYSCTL "nf_conntrack_count", "60000\n");
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "conntrack", "60000 connections of 65536", "nf_conntrack_max=131072");
}

static void dropped(void **state)
{
	struct fixture *f = *state;

	put(f, "/proc/net/stat/nf_conntrack", "entries  drop early_drop icmp_error\n"
	    "00000064  00000010 00000001 00000005\n00000064  00000002 00000000 00000005\n");
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "conntrack", "dropped 19 ", "nf_conntrack_max=131072");
}

static void helper_unused(void **state)
{
	struct fixture *f = *state;

	put(f, "/sys/module/nf_conntrack_ftp/refcnt", "0\n");
	put(f, "/sys/module/nf_conntrack_sip/refcnt", "0\n");
	f->program[IPTABLES].out = "-A PREROUTING -p tcp -m tcp --dport 21 -j CT --helper ftp\n"
				   "-A FORWARD -m helper --helper sip -j ACCEPT\n";
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "conntrack", "no rule uses: sip", "--helper sip");
}

static void helper_of_nft(void **state)
{
	struct fixture *f = *state;

	put(f, "/sys/module/nf_conntrack_ftp/refcnt", "0\n");
	f->program[NFT].out = "{\"nftables\": [{\"ct helper\": {\"family\": \"inet\", \"table\": \"t\", \"name\": \"h\", "
			      "\"type\": \"ftp\"}}]}";
	read_all(f);
	expect_nothing(f);
}

static void untracked(void **state)
{
	struct fixture *f = *state;

	f->program[IPTABLES].out = "-A PREROUTING -p udp -m udp --dport 53 -j CT --notrack\n";
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "conntrack", "a rule keeps packets from conntrack: -A PREROUTING -p udp", NULL);
}

static void untracked_all(void **state)
{
	struct fixture *f = *state;

	put(f, "/proc/net/ip_tables_names", "raw\n");
	f->program[LEGACY] = (struct program) { .name = "iptables-legacy-save", .out = "-A PREROUTING -j NOTRACK\n" };
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "conntrack", "keeps all packets from conntrack", "-t raw");
}

/* --- flowtables, traffic, counters */

static void hidden(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	f->host.traffic.offloaded = f->host.traffic.hidden = 3;
	expect(f, L7_LEVEL_WARNING, "offload", "connections in a flowtable that have no name: 3", "ct label l7-done flow add");
	assert_null(strstr(first_finding(&f->remarks)->mend, "connlabel.conf"));
}

/* the label that the cure needs has no name yet */
static void hidden_without_label(void **state)
{
	struct fixture *f = *state;

	put(f, l7_labels_files[0], "0 mine\n1 l7-http\n");
	put(f, l7_labels_files[1], "0 mine\n1 l7-http\n");
	put(f, l7_lock_file, "");
	f->program[NFT].out = "{\"nftables\": [{\"chain\": {\"family\": \"ip\", \"table\": \"t\", \"name\": \"f\", "
		"\"hook\": \"forward\"}}, {\"rule\": {\"family\": \"ip\", \"table\": \"t\", \"chain\": \"f\", "
		"\"expr\": [{\"flow\": {\"op\": \"add\", \"flowtable\": \"@f\"}}]}}]}";
	read_all(f);
	expect(f, L7_LEVEL_WARNING, "offload", "before they have a name: chain ip t f",
	       "echo 2 l7-done >>/etc/connlabel.conf");
}

static void traffic_sums(void **state)
{
	struct l7_ct ct = { .family = AF_INET, .transport = IPPROTO_TCP, .tcp_state = TCP_CONNTRACK_ESTABLISHED,
			    .status = IPS_OFFLOAD };
	struct l7_traffic t = { 0 };

	l7_traffic_add(&t, &ct);
	ct.labelled = true;
	ct.word = L7_LABEL_OPENED | 1u << L7_LABEL_EPOCH_SHIFT;
	l7_traffic_add(&t, &ct);
	ct.word = L7_LABEL_DECIDED | 1;
	ct.status |= IPS_SEEN_REPLY;
	l7_traffic_add(&t, &ct);
	ct.status = 0;
	ct.tcp_state = TCP_CONNTRACK_SYN_SENT;
	l7_traffic_add(&t, &ct);
	ct.transport = IPPROTO_GRE;
	l7_traffic_add(&t, &ct);
	assert_int_equal(t.connections, 4);
	assert_int_equal(t.offloaded, 3);
	assert_int_equal(t.hidden, 1);
	assert_int_equal(t.unlabelled, 1);
	assert_int_equal(t.tcp, 3);
	assert_int_equal(t.one_sided, 2);
	assert_int_equal(t.unanswered, 1);
}

static void one_sided(void **state)
{
	struct fixture *f = *state;

	put(f, "/proc/sys/net/ipv4/conf/all/rp_filter", "1\n");
	read_all(f);
	f->host.traffic.one_sided = 30;
	expect(f, L7_LEVEL_WARNING, "traffic", "of 60 TCP connections 30 were seen in one direction", "rp_filter=2");
}

static void unanswered(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	f->host.traffic.unanswered = 80;
	expect_nothing(f);
	l7_remarks_fini(&f->remarks);
	put(f, "/proc/net/stat/nf_conntrack", "entries  invalid drop early_drop\n00000064  00000050 00000000 00000000\n");
	expect(f, L7_LEVEL_NOTE, "traffic", "answers to 80 TCP connections were not seen", "ip route get");
}

static void set_counter(struct fixture *f, const char *name, uint64_t count)
{
	struct l7_counter *c = &f->host.answers.counter[f->host.answers.ncounters++];

	strcpy(c->name, name);
	c->count = count;
}

static void too_old(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	f->host.traffic.unlabelled = 7;
	set_counter(f, "no_label_room", 1000);
	expect(f, L7_LEVEL_NOTE, "traffic", "7 of 100 connections are older than the first rule", NULL);
}

static void inspection_full(void **state)
{
	struct fixture *f = *state;

	read_all(f);
	set_counter(f, "connections", 100000);
	set_counter(f, "unknown_table_full", 12);
	expect(f, L7_LEVEL_NOTE, "counters", "12 connections were not inspected", "maxflows=262144");
	l7_remarks_fini(&f->remarks);
	f->host.answers.counter[1].count = 1200;
	expect(f, L7_LEVEL_WARNING, "counters", "1200 connections were not inspected", "maxflows=262144");
	l7_remarks_fini(&f->remarks);
	f->host.answers.counter[1].count = 0;
	f->host.answers.table.state.flows = 60000;
	expect(f, L7_LEVEL_WARNING, "counters", "60000 connections are under inspection, 65536 may be", "maxflows=262144");
}

static void many(void **state, const char *name, enum l7_level level, const char *what, const char *mend)
{
	struct fixture *f = *state;

	read_all(f);
	set_counter(f, "connections", 1000);
	set_counter(f, name, 49);
	examine(f);
	assert_null(first_finding(&f->remarks));
	l7_remarks_fini(&f->remarks);
	f->host.answers.counter[1].count = 900;
	expect(f, level, "counters", what, mend);
}

static void gaps(void **state)
{
	many(state, "unknown_gap", L7_LEVEL_WARNING, "900 of 1000 connections", "ip -s link");
}

static void not_begun(void **state)
{
	many(state, "unknown_not_begun", L7_LEVEL_NOTE, "beginning of 900 of 1900", NULL);
}

static void too_few_packets(void **state)
{
	many(state, "unknown_packets", L7_LEVEL_NOTE, "reached 10 packets", "echo 20 >/proc/net/layer7_numpackets");
}

static void too_few_bytes(void **state)
{
	many(state, "unknown_bytes", L7_LEVEL_NOTE, "reached 2048 bytes", "maxdatalen=4096");
}

static void oops(void **state)
{
	struct fixture *f = *state;

	put(f, "/proc/sys/kernel/tainted", "12416\n");
	read_all(f);
	expect(f, L7_LEVEL_NOTE, "kernel", "oops", "dmesg");
}

/* --- programs, for real */

static void child(void **state)
{
	const char *const good[] = { "cat", "/proc/self/environ", NULL }, *const bad[] = { "ls", "/nosuch", NULL };
	const char *const none[] = { "l7-no-such-program", NULL }, *const endless[] = { "cat", "/dev/zero", NULL };
	struct l7_child_output words;

	assert_int_equal(l7_child_run(good, &words), 0);
	assert_non_null(strstr(words.out, "PATH="));
	l7_child_output_fini(&words);
	assert_int_equal(l7_child_run(bad, &words), 2);
	assert_non_null(strstr(words.err, "/nosuch"));
	l7_child_output_fini(&words);
	assert_int_equal(l7_child_run(none, &words), -ENOENT);
	l7_child_output_fini(&words);
	assert_int_equal(l7_child_run(endless, &words), -EFBIG);
	l7_child_output_fini(&words);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(well), TEST(without_root),
		TEST(module_other_version), TEST(module_other_protocol), TEST(module_rebuilt), TEST(module_file_gone),
		TEST(module_without_headers), TEST(module_for_another_kernel), TEST(module_unsigned),
		TEST(module_key_unknown), TEST(module_key_enrolled), TEST(module_refused), TEST(module_at_hand),
		TEST(modules_disabled),
		TEST(bpf_well), TEST(bpf_nothing_yet), TEST(bpf_old_kernel), TEST(bpf_no_types), TEST(bpf_no_compiler),
		TEST(bpf_no_match), TEST(bpf_match_on_disk), TEST(bpf_refused), TEST(bpf_locked_down), TEST(bpf_unseen),
		TEST(bpf_little_room), TEST(bpf_not_tracking), TEST(bpf_not_enabled), TEST(bpf_without_systemd), TEST(bpf_no_lister),
		TEST(bpf_labels), TEST(bpf_changed_on_disk), TEST(bpf_flowtable), TEST(bpf_limits),
		TEST(module_beside_bpf), TEST(bpf_before_module),
		TEST(extension_missing), TEST(extension_older), TEST(no_iptables),
		TEST(definition_wrong), TEST(definitions_none), TEST(definition_shadowed), TEST(definition_changed),
		TEST(definition_gone), TEST(definition_from_elsewhere), TEST(rule_without_definition),
		TEST(labels_differ), TEST(labels_missing), TEST(labels_unknown), TEST(labels_above_95),
		TEST(labels_changed),
		TEST(idle), TEST(rules_not_hooked), TEST(labels_not_hooked), TEST(no_table),
		TEST(no_accounting), TEST(no_events), TEST(nearly_full), TEST(dropped), TEST(helper_unused),
		TEST(helper_of_nft), TEST(untracked), TEST(untracked_all),
		TEST(hidden), TEST(hidden_without_label), TEST(unanswered),
		TEST(traffic_sums), TEST(one_sided), TEST(too_old), TEST(inspection_full), TEST(gaps),
		TEST(not_begun), TEST(too_few_packets), TEST(too_few_bytes), TEST(oops),
		cmocka_unit_test(child),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
