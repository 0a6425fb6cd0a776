// SPDX-License-Identifier: GPL-2.0-only
/*
 * Definition files and directories: what is read, what is refused and where, which file of a name is found.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compiler/compiler.h"
#include "uapi/layer7_image.h"

static char dir[] = "/tmp/l7-test-XXXXXX";

static int make_dir(void **unused)
{
	return mkdtemp(dir) ? chdir(dir) : -1;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *where)
{
	return remove(path);
}

static int remove_dir(void **unused)
{
	return nftw(dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
	FILE *out = fopen(path, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, size, out), size);
	assert_int_equal(fclose(out), 0);
}

static void write_text(const char *path, const char *text)
{
	write_bytes(path, text, strlen(text));
}

static void check_read(const char *text, const char *pattern, unsigned int line)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def;

	write_text("foo.pat", text);
	def = l7_defs_read_file(&defs, "foo.pat", &d);
	assert_int_equal(d.count, 0);
	assert_non_null(def);
	assert_string_equal(def->name, "foo");
	assert_string_equal(def->text, pattern);
	assert_string_equal(def->file, "foo.pat");
	assert_int_equal(def->line, line);
	assert_int_equal(def->number, 0);
	assert_int_equal(def->rank, L7_RANK_DEFAULT);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void reads(void **unused)
{
	check_read("foo\n^bar\n", "^bar", 2);
	check_read("foo\n^bar", "^bar", 2);
	check_read("# comment\n\n#foo\nfoo # the name\n# more\n\n^bar\n", "^bar", 7);
	check_read("foo\n^bar \n", "^bar ", 2);
	check_read("foo\n ^bar\t\n", " ^bar\t", 2);
	check_read("foo\r\n^bar\n", "^bar", 2);
	check_read("  \nfoo\n^bar\nuserspace pattern=^baz\nuserspace flags=REG_EXTENDED\n(\n", "^bar", 3);
	check_read("foo\n \n", " ", 2);
	check_read("foo\n\\x41\xff[\\x80-\xfe]\n", "\\x41\xff[\\x80-\xfe]", 2);
}

static void check_refused(const char *path, const char *text, unsigned int line, unsigned int column, const char *says)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	if (text)
		write_text(path, text);
	assert_null(l7_defs_read_file(&defs, path, &d));
	assert_int_equal(defs.count, 0);
	assert_int_equal(d.errors, 1);
	assert_string_equal(d.diag[d.count - 1].text, says);
	assert_string_equal(d.diag[d.count - 1].file, path);
	assert_int_equal(d.diag[d.count - 1].line, line);
	assert_int_equal(d.diag[d.count - 1].column, column);
	l7_diags_fini(&d);
}

static void refuses(void **unused)
{
	check_refused("foo.pat", "", 0, 0, "no definition here; the first line that is not a comment is "
		      "`protocol foo', patterns follow");
	check_refused("foo.pat", "# foo\n\n", 0, 0, "no definition here; the first line that is not a comment is "
		      "`protocol foo', patterns follow");
	check_refused("foo.pat", "foo\n", 1, 0, "the expression is missing; write it in the line after the name");
	check_refused("foo.pat", "\nbar baz\nx\n", 2, 1, "the name `bar' is not that of the file; write foo here, or "
		      "call the file bar.pat");
	check_refused("foo.pat", "foo\nab(c\n", 2, 3, "`(' without `)'; add the `)', or write \\( for the character "
		      "itself");
	check_refused("none.pat", NULL, 0, 0, "No such file or directory");
	check_refused(".", NULL, 0, 0, "a definition file is called NAME.pat");
	check_refused("foo.txt", "foo\nx\n", 0, 0, "a definition file is called NAME.pat");
	check_refused("unset.pat", "unset\n.\n", 1, 1, "`unset' can't name a definition: this name is that of a state, "
		      "not of a protocol; choose another name here and for the file");
	check_refused("-x.pat", "-x\n.\n", 1, 1, "`-x' can't name a definition: a name begins with a letter or a "
		      "digit; choose another name here and for the file");
	check_refused("a23456789012345678901234567890123.pat", "a23456789012345678901234567890123\nx\n", 1, 1,
		      "`a23456789012345678901234567890123' can't name a definition: a name has at most 31 characters; "
		      "choose another name here and for the file");
	mkdir("dir.pat", 0755);
	check_refused("dir.pat", NULL, 0, 0, "Is a directory");
}

static void refuses_bytes(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	char *big = calloc(1, (1 << 20) + 1);

	write_bytes("foo.pat", "foo\na\0b\n", 8);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_string_equal(d.diag[0].text, "not a text file (it has a NUL byte in it); write bytes that are not text "
			    "as \\xHH");
	assert_non_null(big);
	memset(big, '#', (1 << 20) + 1);
	write_bytes("foo.pat", big, (1 << 20) + 1);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_string_equal(d.diag[1].text, "longer than 1 MiB; a definition is a name and an expression");
	memcpy(big, "foo\n", 4);
	write_bytes("foo.pat", big, 4 + L7_PATTERN_MAX_BYTES);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_int_equal(d.errors, 3);
	free(big);
	l7_diags_fini(&d);
}

static void warns(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def;

	write_text("foo.pat", "foo\r\na\\x2eb\r\n");
	def = l7_defs_read_file(&defs, "foo.pat", &d);
	assert_non_null(def);
	assert_string_equal(def->text, "a\\x2eb\r");
	assert_int_equal(d.errors, 0);
	assert_int_equal(d.count, 2);
	assert_int_equal(d.diag[0].column, 7);
	assert_string_equal(d.diag[0].text, "the expression ends in a carriage return and requires it to be in the "
			    "payload; save the file with Unix line ends");
	assert_int_equal(d.diag[1].column, 2);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void directories(void **unused)
{
	static const char *const in_order[] = { "one", "two", "three", "zwei" };
	const char *const dirs[] = { "t/none", "t/b", "t/a", NULL };
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	char *path;
	size_t i;

	mkdir("t", 0755);
	mkdir("t/a", 0755);
	mkdir("t/a/extra", 0755);
	mkdir("t/a/extra/deep", 0755);
	mkdir("t/a/protocols", 0755);
	mkdir("t/b", 0755);
	write_text("t/a/two.pat", "two\n2\n");
	write_text("t/a/one.pat", "one\n1\n");
	write_text("t/a/unset.pat", "unset\n.\n");
	write_text("t/a/README", "two\nx\n");
	write_text("t/a/bad.pat", "bad\n(\n");
	write_text("t/a/extra/one.pat", "one\nhidden\n");
	write_text("t/a/extra/three.pat", "three\n3\n");
	write_text("t/a/extra/deep/four.pat", "four\n4\n");
	write_text("t/a/protocols/zwei.pat", "zwei\n2\n");
	write_text("t/b/three.pat", "three\nb\n");
	assert_int_equal(l7_defs_read_dir(&defs, "t/none", &d), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(l7_defs_read_dir(&defs, "t/a", &d), 4);
	assert_int_equal(d.errors, 1);
	for (i = 0; i < defs.count; i++)
		assert_string_equal(defs.def[i].name, in_order[i]);
	assert_int_equal(l7_defs_read_dir(&defs, "t/b", &d), 0);
	path = l7_defs_find_file(dirs, "three");
	assert_string_equal(path, "t/b/three.pat");
	free(path);
	path = l7_defs_find_file(dirs, "zwei");
	assert_string_equal(path, "t/a/protocols/zwei.pat");
	free(path);
	assert_null(l7_defs_find_file(dirs, "four"));
	assert_null(l7_defs_find_file(dirs, "../a/one"));
	assert_int_equal(errno, ENOENT);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void adding(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	assert_non_null(l7_defs_add(&defs, "foo", "a", 0, 5, &d));
	assert_non_null(l7_defs_add(&defs, "foo", "b", 0, 5, &d));
	assert_non_null(l7_defs_add(&defs, "foo", "a", 0, 5, &d));
	assert_int_equal(defs.count, 2);
	assert_true(defs.def[0].digest == 0xcc0e71afa419e9bcull);
	assert_null(l7_defs_add(&defs, "a b", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "a/b", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "unknown", "a", 0, 5, &d));
	assert_null(l7_defs_add(&defs, "foo", "c", 0xffff, 5, &d));
	assert_int_equal(defs.count, 2);
	assert_int_equal(d.errors, 5);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

/* our format */

static const char full[] =
	"# comment\n"
	"\n"
	"protocol \tfoo\n"
	"about\tFoo: what it is\n"
	"group p2p  voip\n"
	"#group chat\n"
	"alias Foo foo.2\n"
	"source BEP 3, handshake\n"
	"   \t\n"
	"source a capture\n"
	"rank 50\n"
	"number 40000\n"
	"allow random: four bytes of a kind\n"
	"allow overlap bar:  bar is carried in it \n"
	"tcp client nocase: ^user \n"
	"and server: ^220\n"
	"group chat\n"
	"udp size 4..: \\x00$\n"
	"alias fu";

/* what has a meaning, in its order */
static const char full_text[] =
	"protocol foo\n"
	"group p2p  voip\n"
	"alias Foo foo.2\n"
	"rank 50\n"
	"number 40000\n"
	"tcp client nocase: ^user \n"
	"and server: ^220\n"
	"group chat\n"
	"udp size 4..: \\x00$\n"
	"alias fu\n";

static void check_strings(const struct l7_strings *s, const char *const *want)
{
	size_t i;

	for (i = 0; want[i]; i++) {
		assert_true(i < s->count);
		assert_string_equal(s->string[i], want[i]);
		assert_true(l7_strings_have(s, want[i]));
	}
	assert_int_equal(s->count, i);
	assert_false(l7_strings_have(s, "nothing"));
}

#define STRINGS(strings, ...) check_strings(strings, (const char *const[]){ __VA_ARGS__, NULL })

static void reads_ours(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def;

	write_text("foo.pat", full);
	def = l7_defs_read_file(&defs, "foo.pat", &d);
	assert_int_equal(d.count, 0);
	assert_non_null(def);
	assert_false(l7_def_is_classic(def));
	assert_string_equal(def->name, "foo");
	assert_string_equal(def->text, full_text);
	assert_string_equal(def->about, "Foo: what it is");
	STRINGS(&def->groups, "p2p", "voip", "chat");
	STRINGS(&def->aliases, "Foo", "foo.2", "fu");
	STRINGS(&def->source, "BEP 3, handshake", "a capture");
	assert_int_equal(def->rank, 50);
	assert_int_equal(def->number, 40000);
	assert_int_equal(def->nallows, 2);
	assert_string_equal(def->allow[0].finding, "random");
	assert_null(def->allow[0].other);
	assert_string_equal(def->allow[0].reason, "four bytes of a kind");
	assert_string_equal(def->allow[1].finding, "overlap");
	assert_string_equal(def->allow[1].other, "bar");
	assert_string_equal(def->allow[1].reason, "bar is carried in it ");
	assert_int_equal(def->npatterns, 3);
	assert_int_equal(def->line, 15);
	assert_int_equal(def->pattern[1].line, 16);
	assert_true(def->pattern[1].more);
	assert_string_equal(def->pattern[0].expression, "^user ");
	assert_int_equal(def->pattern[2].line, 18);
	assert_int_equal(def->pattern[2].column, 14);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void defaults(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def;

	/* a classic definition of a protocol called protocol stays one */
	write_text("protocol.pat", "protocol\n^x\n");
	def = l7_defs_read_file(&defs, "protocol.pat", &d);
	assert_true(l7_def_is_classic(def));
	assert_string_equal(def->text, "^x");
	write_text("protocol.pat", "protocol protocol\nudp: ^x\n");
	def = l7_defs_read_file(&defs, "protocol.pat", &d);
	assert_false(l7_def_is_classic(def));
	assert_int_equal(def->rank, L7_RANK_DEFAULT);
	assert_int_equal(def->number, 0);
	assert_null(def->about);
	assert_string_equal(def->text, "protocol protocol\nudp: ^x\n");
	assert_int_equal(defs.count, 2);
	assert_int_equal(d.count, 0);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

/* what is kept of a definition makes the same one again; what is for people makes no difference */
static void round_trip(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };
	struct l7_def *def, *again;
	uint64_t digest;

	write_text("foo.pat", full);
	def = l7_defs_read_file(&defs, "foo.pat", &d);
	digest = def->digest;
	again = l7_defs_add(&defs, "foo", full_text, 0, 50, &d);
	assert_ptr_equal(again, &defs.def[0]);
	assert_int_equal(defs.count, 1);
	again = l7_defs_add(&defs, "foo", "protocol foo\n# more\nudp: ^x\n", 0, 7, &d);
	assert_int_equal(defs.count, 2);
	assert_true(again->digest != digest);
	assert_string_equal(again->text, "protocol foo\nudp: ^x\n");
	assert_null(again->file);
	/* the caller's rank and number go before those of the text */
	again = l7_defs_add(&defs, "foo", "protocol foo\nrank 3\nnumber 40001\nudp: ^x\n", 40002, 7, &d);
	assert_int_equal(again->rank, 7);
	assert_int_equal(again->number, 40002);
	again = l7_defs_add(&defs, "foo", "protocol foo\nrank 3\nnumber 40001\nudp: ^y\n", 0, 7, &d);
	assert_int_equal(again->number, 40001);
	assert_int_equal(d.count, 0);
	assert_null(l7_defs_add(&defs, "foo", "protocol foo\nudp: ^y(\n", 0, 7, &d));
	assert_string_equal(d.diag[0].text, "foo: `(' without `)'; add the `)', or write \\( for the character itself");
	assert_int_equal(d.diag[0].line, 2);
	assert_int_equal(d.diag[0].column, 8);
	assert_null(l7_defs_add(&defs, "foo", "protocol bar\nudp: ^y\n", 0, 7, &d));
	assert_null(l7_defs_add(&defs, "foo", "protocol foo\n", 0, 7, &d));
	assert_int_equal(d.errors, 3);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

#define LINE "a line begins with about, alias, allow, group, number, rank, source or, if it is a pattern, with tcp, udp, " \
	     "tcp+udp or and"
#define RANK "a rank is a number from 1 to 65535; the smaller wins, 100 is usual"
#define NUMBER "a number of one's own is from 32768 to 65534"
#define ALLOW "write `allow FINDING: reason' or `allow FINDING NAME: reason', with a finding that l7 check has named"

static const struct {
	const char *line;	/* the second; the third is a pattern */
	unsigned int column;
	const char *says;
} wrong_lines[] = {
	{ "frob x", 1, LINE },
	{ "ABOUT x", 1, LINE },
	{ " about x", 1, LINE },
	{ "abouts x", 1, LINE },
	{ "protocol foo", 1, LINE },
	{ "^hello", 1, LINE },
	{ "about", 1, "something is wanted behind this word" },
	{ "source  ", 1, "something is wanted behind this word" },
	{ "rank\t", 1, "something is wanted behind this word" },
	{ "rank 0", 6, RANK },
	{ "rank 65536", 6, RANK },
	{ "rank -1", 6, RANK },
	{ "rank ten", 6, RANK },
	{ "rank 5 6", 6, RANK },
	{ "rank 0x10", 6, RANK },
	{ "rank 18446744073709551617", 6, RANK },
	{ "number 32767", 8, NUMBER },
	{ "number  65535", 9, NUMBER },
	{ "number", 1, "something is wanted behind this word" },
	{ "alias a/b", 7, "a name consists of letters, digits, `-' and `_'" },
	{ "alias ok a\xe4", 10, "a name consists of letters, digits, `-' and `_'" },
	{ "alias ok -a", 10, "a name begins with a letter or a digit" },
	{ "alias ok foo", 10, "an alias is another name; leave the definition's own out" },
	{ "alias ok ok", 10, "this name is here already; leave it out" },
	{ "alias unknown", 7, "this name is that of a state, not of a protocol" },
	{ "alias a2345678901234567890123456789012", 7, "a name has at most 31 characters" },
	{ "group .x", 7, "a name begins with a letter or a digit" },
	{ "group a a", 9, "this name is here already; leave it out" },
	{ "allow random", 7, ALLOW },
	{ "allow : x", 7, ALLOW },
	{ "allow random: ", 7, ALLOW },
	{ "tcp: ^a(b", 8, "`(' without `)'; add the `)', or write \\( for the character itself" },
	{ "udp nocase: \\q", 13, "no such escape; there are \\xHH \\r \\n \\t \\0 \\d \\w \\s \\D \\W \\S, and a "
	  "backslash in front of punctuation" },
	{ "and: ^a", 1, "`and' belongs to the pattern in the line before, and there is none" },
	{ "udp same u8@0: ^a", 1, "`same' compares packets: say in how many with `packets N'" },
	{ "android x", 1, "a pattern begins with tcp, udp, tcp+udp or and" },
	{ "rank 5\r", 7, "the line ends in a carriage return; save the file with Unix line ends" },
	{ "tcp: ^a\r", 8, "the line ends in a carriage return; save the file with Unix line ends" },
};

static void refuses_lines(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(wrong_lines) / sizeof(wrong_lines[0]); i++) {
		char text[256];

		snprintf(text, sizeof(text), "protocol foo\n%s\ntcp: ^a\n", wrong_lines[i].line);
		check_refused("foo.pat", text, 2, wrong_lines[i].column, wrong_lines[i].says);
	}
}

static void refuses_files(void **unused)
{
	check_refused("foo.pat", "protocol foo\nabout x\n", 2, 0, "no pattern; a line such as `tcp: ^hello' says what the "
		      "protocol is known by");
	check_refused("foo.pat", "protocol foo\n# tcp: ^x\n", 2, 0, "no pattern; a line such as `tcp: ^hello' says what the "
		      "protocol is known by");
	check_refused("foo.pat", "\nprotocol bar\ntcp: ^x\n", 2, 10, "the name `bar' is not that of the file; write foo "
		      "here, or call the file bar.pat");
	check_refused("foo.pat", "protocol\ntcp: ^x\n", 1, 9, "the name is missing; write `protocol foo'");
	check_refused("foo.pat", "protocol foo # bar\ntcp: ^x\n", 1, 14, "nothing may stand behind the name; a comment has "
		      "a line of its own");
	check_refused("foo.pat", "protocol foo\nabout a\nabout b\ntcp: ^x\n", 3, 1, "`about' stands once in a file");
	check_refused("foo.pat", "protocol foo\nrank 100\ntcp: ^x\nrank 1\n", 4, 1, "`rank' stands once in a file");
	check_refused("foo.pat", "protocol foo\nnumber 40000\ntcp: ^x\nnumber 40000\n", 4, 1, "`number' stands once in a "
		      "file");
	check_refused("foo.pat", "protocol foo\nalias x\ntcp: ^x\nalias y x\n", 4, 9, "this name is here already; leave it "
		      "out");
	check_refused("http.pat", "protocol http\nnumber 40000\ntcp: ^x\n", 2, 1, "the registry gives this name its number; "
		      "leave this line out");
	check_refused("-x.pat", "protocol -x\ntcp: .\n", 1, 10, "`-x' can't name a definition: a name begins with a letter or "
		      "a digit; choose another name here and for the file");
	/* one error, though `and' belongs to a line that is wrong */
	check_refused("foo.pat", "protocol foo\ntcp frob client: ^x\nand server: ^y\n", 2, 5, "not a word that may stand here. "
		      "These may: client, server, opener, answerer, first, segment, nocase, packets N, same FIELD, size N..M, "
		      "a comparison such as u16@2 = size; then a colon, a blank and the expression");
}

/* all errors of a file are named, not the first alone */
static void names_all_errors(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	write_text("foo.pat", "protocol foo\nrank x\ntcp: (\nfrob\nudp u8@0: ^\n");
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_int_equal(d.errors, 4);
	assert_int_equal(d.diag[0].line, 2);
	assert_int_equal(d.diag[1].line, 3);
	assert_int_equal(d.diag[2].line, 4);
	assert_int_equal(d.diag[3].line, 5);
	l7_diags_fini(&d);
}

/* a file with other line ends: each of its lines is named; blank ones and comments do no harm */
static void carriage_returns(void **unused)
{
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	write_text("foo.pat", "# x\r\nprotocol foo\r\n\r\nrank 5\r\ntcp: ^a\r\n");
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_int_equal(d.errors, 2);
	assert_int_equal(d.diag[0].line, 4);
	assert_int_equal(d.diag[1].line, 5);
	l7_diags_fini(&d);
}

/* as much text as the kernel keeps of a definition, and a byte more */
static void long_texts(void **unused)
{
	const size_t most = L7_PATTERN_MAX_BYTES - 1;
	char *text = calloc(1, most + 2);
	struct l7_defs defs = { 0 };
	struct l7_diags d = { 0 };

	assert_non_null(text);
	memset(text, 'x', most);
	memcpy(text, "protocol foo\ntcp: ^", 19);
	memcpy(text + most - 8, "\ntcp: y\n", 8);
	write_text("foo.pat", text);
	assert_non_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_int_equal(strlen(defs.def[0].text), most);
	memcpy(text + most - 2, "yy\n", 3);
	write_text("foo.pat", text);
	assert_null(l7_defs_read_file(&defs, "foo.pat", &d));
	assert_string_equal(d.diag[0].text, "more than 32767 bytes of patterns; make several definitions");
	assert_null(l7_defs_add(&defs, "foo", text, 0, 1, &d));
	free(text);
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
}

static void check_found(const char *const *dirs, const char *name, const char *path)
{
	char *found = l7_defs_find_file(dirs, name);

	if (path)
		assert_string_equal(found, path);
	else
		assert_null(found);
	free(found);
}

/* the name of a file in any directory goes before an alias in all of them */
static void aliases(void **unused)
{
	const char *const dirs[] = { "al/none", "al/b", "al/a", NULL };

	mkdir("al", 0755);
	mkdir("al/a", 0755);
	mkdir("al/a/sub", 0755);
	mkdir("al/a/sub/deep", 0755);
	mkdir("al/b", 0755);
	write_text("al/a/one.pat", "protocol one\ntcp: ^1\nalias two uno\n#alias no\naliases no\nabout alias no\n");
	write_text("al/a/two.pat", "two\n^2\n");
	write_text("al/a/sub/three.pat", "protocol three\nalias\ttre uno\nalias  drei\ntcp: ^3\n");
	write_text("al/a/sub/deep/four.pat", "protocol four\nalias quattro\ntcp: ^4\n");
	write_text("al/b/zero.pat", "protocol zero\nalias tre null\ntcp: ^0");
	write_text("al/b/README", "alias readme\n");
	check_found(dirs, "two", "al/a/two.pat");
	check_found(dirs, "uno", "al/a/one.pat");
	check_found(dirs, "tre", "al/b/zero.pat");
	check_found(dirs, "null", "al/b/zero.pat");
	check_found(dirs, "drei", "al/a/sub/three.pat");
	check_found(dirs, "quattro", NULL);
	check_found(dirs, "readme", NULL);
	check_found(dirs, "no", NULL);
	check_found(dirs, "un", NULL);
	check_found(dirs, "two uno", NULL);
	check_found(dirs, "", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_bytes),
		cmocka_unit_test(warns),
		cmocka_unit_test(directories),
		cmocka_unit_test(adding),
		cmocka_unit_test(reads_ours),
		cmocka_unit_test(defaults),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(refuses_lines),
		cmocka_unit_test(refuses_files),
		cmocka_unit_test(names_all_errors),
		cmocka_unit_test(carriage_returns),
		cmocka_unit_test(long_texts),
		cmocka_unit_test(aliases),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
