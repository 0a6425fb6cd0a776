// SPDX-License-Identifier: GPL-2.0-only
/*
 * core/image.c and core/walk.c: a good image passes; each field that is wrong is refused; each single-word lie is refused, or
 * connections can be walked and judged within bounds; names are found; the walk says what a slow twin says that looks one
 * lane, one byte at a time at the documented layout.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include "compiler/compiler.h"
#include "core/flow.h"

static struct l7_blob blob;

/* patterns of all scopes, with all that a pattern can have */
static const char *const of_all_scopes[] = {
	"protocol stream\nalias st flow\ntcp client size 3.. u16@0 & 0xff * 2 + 1 <= size: ^g\nand server: ^h\n",
	"protocol segment\ntcp segment first u32le@4 != 7: ^get\ntcp segment packets 2 same u16@0: ^[a-z]\n",
	"protocol datagram\nalias wide dg\nudp opener u24@253 >= 0 size ..600: ^g\nudp packets 9 same u8@255: e\nand: t$\n",
};

/* dense and sparse groups, more than one set of lanes, end matches */
static int setup(void **state)
{
	struct l7_defs defs = { 0 };
	struct l7_diags diags = { 0 };
	char many[16384], *at = many;
	unsigned int i;

	at += sprintf(at, "^(");
	for (i = 1; i < 256; i++)
		if (!strchr("()|*+?.[]^$\\", i))
			at += sprintf(at, "%s\\x%02x.?.?.?.?.?.?.?.?\\x%02x", at[-1] == '(' ? "" : "|", i, i);
	strcpy(at, ")");
	l7_defs_add(&defs, "sparse", many, 1, 1, &diags);
	l7_defs_add(&defs, "http", "^(get|post) .*http/1\\.[01]", 2, 2, &diags);
	l7_defs_add(&defs, "end", "a.c$|^b+$", 3, 3, &diags);
	l7_defs_add(&defs, "loose", "needle|[0-9]+x", 4, 4, &diags);
	l7_defs_add(&defs, "wide", "^.?.?.?.?[\x80-\xff][a-f]", 5, 5, &diags);
	l7_defs_add(&defs, "stream", of_all_scopes[0], 6, 6, &diags);
	l7_defs_add(&defs, "segment", of_all_scopes[1], 7, 7, &diags);
	l7_defs_add(&defs, "datagram", of_all_scopes[2], 8, 8, &diags);
	if (l7_compile(&defs, NULL, &blob, NULL, &diags)) {
		l7_diags_print(&diags, stderr);
		return -1;
	}
	l7_defs_fini(&defs);
	l7_diags_fini(&diags);
	return 0;
}

static int teardown(void **state)
{
	l7_blob_fini(&blob);
	return 0;
}

static void test_good(void **state)
{
	struct l7_image img;
	const char *why = NULL;

	assert_int_equal(l7_image_verify(blob.bytes, blob.size, &img, &why), 0);
	assert_null(why);
	assert_int_equal(l7_image_find(&img, 2, 0), 1);
	assert_int_equal(l7_image_find(&img, 2, img.defs[1].digest), 1);
	assert_int_equal(l7_image_find(&img, 99, 0), -ENOENT);
}

static void test_names(void **state)
{
	struct l7_image img;

	assert_int_equal(l7_image_verify(blob.bytes, blob.size, &img, NULL), 0);
	assert_int_equal(img.head->naliases, 3);
	assert_int_equal(l7_image_lookup(&img, "sparse"), 0);
	assert_int_equal(l7_image_lookup(&img, "datagram"), 7);
	assert_int_equal(l7_image_lookup(&img, "st"), 5);
	assert_int_equal(l7_image_lookup(&img, "flow"), 5);
	assert_int_equal(l7_image_lookup(&img, "dg"), 7);
	/* a name goes before an alias */
	assert_int_equal(l7_image_lookup(&img, "wide"), 4);
	assert_int_equal(l7_image_lookup(&img, "d"), -ENOENT);
	assert_int_equal(l7_image_lookup(&img, ""), -ENOENT);
}

static void *copy(void)
{
	void *p = aligned_alloc(16, (blob.size + 15) & ~15ull);

	memcpy(p, blob.bytes, blob.size);
	return p;
}

static void test_cut(void **state)
{
	struct l7_image img;
	const char *why;
	size_t size;

	for (size = 0; size < blob.size; size += size < 4096 ? 1 : 997)
		assert_int_not_equal(l7_image_verify(blob.bytes, size, &img, &why), 0);
}

/* an image that may be changed, and pointers to its parts */
struct draft {
	void *bytes;
	struct l7_image_head *head;
	struct l7_image_def *def;
	struct l7_image_pattern *pattern;
	struct l7_image_condition *condition;
	struct l7_image_alias *alias;
	struct l7_image_group *group;
	u64 *set;
	char *text;
	/* the first pattern of each scope */
	struct l7_image_pattern *merged, *stream, *segment, *datagram;
};

static struct draft draft(void)
{
	struct draft d = { .bytes = copy() };
	u8 *bytes = d.bytes;
	u32 i;

	d.head = d.bytes;
	d.def = (void *)(bytes + d.head->defs);
	d.pattern = (void *)(bytes + d.head->patterns);
	d.condition = (void *)(bytes + d.head->conditions);
	d.alias = (void *)(bytes + d.head->aliases);
	d.group = (void *)(bytes + d.head->groups);
	d.set = (void *)(bytes + d.head->sets);
	d.text = (void *)(bytes + d.head->text);
	for (i = d.head->npatterns; i--;) {
		struct l7_image_pattern **first[] = { NULL, &d.merged, &d.stream, &d.segment, &d.datagram };

		*first[d.pattern[i].scope] = &d.pattern[i];
	}
	return d;
}

static void check_refused(struct draft *d, int err, const char *want, const char *change)
{
	const char *why = "accepted";
	struct l7_image img;

	if (l7_image_verify(d->bytes, blob.size, &img, &why) != err || strcmp(why, want))
		fail_msg("%s: wanted \"%s\", got \"%s\"", change, want, why);
	free(d->bytes);
}

/* what is wrong, and a change of the draft `d` that makes it so */
#define REFUSED(err, why, ...) \
	do { \
		struct draft d = draft(); \
		__VA_ARGS__; \
		check_refused(&d, err, why, #__VA_ARGS__); \
	} while (0)

#define ACCEPTED(...) REFUSED(0, "accepted", __VA_ARGS__)

static void test_wrong_head(void **state)
{
	ACCEPTED();
	REFUSED(-EPROTONOSUPPORT, "image: not an image of this machine's byte order", d.head->magic = 0x3149374c);
	REFUSED(-EPROTONOSUPPORT, "image: made by another version of the compiler", d.head->version = 1);
	REFUSED(-EINVAL, "image: size differs from what its head says", d.head->size--);
	REFUSED(-E2BIG, "image: number of definitions", d.head->ndefs = 0);
	REFUSED(-E2BIG, "image: number of definitions", d.head->ndefs = L7_MAX_DEFS + 1);
	REFUSED(-E2BIG, "image: number of groups", d.head->ngroups = 0);
	REFUSED(-E2BIG, "image: number of groups", d.head->ngroups = L7_MAX_GROUPS + 1);
	REFUSED(-E2BIG, "image: number of patterns", d.head->npatterns = 0);
	REFUSED(-E2BIG, "image: number of patterns", d.head->npatterns = L7_MAX_PATTERNS + 1);
	REFUSED(-E2BIG, "image: number of conditions or aliases", d.head->nconditions = L7_MAX_CONDITIONS + 1);
	REFUSED(-E2BIG, "image: number of conditions or aliases", d.head->naliases = L7_MAX_ALIASES + 1);
	REFUSED(-EINVAL, "image: number or width of sets", d.head->nsets = 0);
	REFUSED(-EINVAL, "image: number or width of sets", d.head->nsets = 65536);
	REFUSED(-EINVAL, "image: number or width of sets", d.head->words++);
	REFUSED(-EINVAL, "image: reserved words are not zero", d.head->reserved[1] = 1);
	REFUSED(-EINVAL, "image: a part lies outside", d.head->patterns = d.head->size - 16);
	REFUSED(-EINVAL, "image: a part lies outside", d.head->patterns += 8);
	REFUSED(-EINVAL, "image: a part lies outside", d.head->conditions = 0xfffffff0);
	REFUSED(-EINVAL, "image: a part lies outside", d.head->aliases = d.head->size);
	REFUSED(-EINVAL, "image: a part lies outside", d.head->text_bytes = d.head->size);
	REFUSED(-EINVAL, "image: text is not terminated", d.text[d.head->text_bytes - 1] = 'x');
	REFUSED(-EINVAL, "image: text is not terminated", d.head->text_bytes = 0);
}

static void test_wrong_names(void **state)
{
	REFUSED(-EINVAL, "definition: bad name", d.def[1].name[0] = '\0');
	REFUSED(-EINVAL, "definition: bad name", d.def[1].name[0] = ' ');
	REFUSED(-EINVAL, "definition: bad name", d.def[1].name[1] = '/');
	REFUSED(-EINVAL, "definition: bad name", d.def[1].name[1] = '\x7f');
	REFUSED(-EINVAL, "definition: bad name", d.def[1].name[31] = 'x');
	REFUSED(-EINVAL, "definition: bad name", memset(d.def[1].name, 'x', 32));
	REFUSED(-EINVAL, "definition: bad protocol number", d.def[7].number = 0);
	REFUSED(-EINVAL, "definition: bad protocol number", d.def[7].number = 65535);
	REFUSED(-EINVAL, "definition: text lies outside", d.def[0].text = d.head->text_bytes);
	REFUSED(-EINVAL, "definition: in a group that is not there", d.def[0].groups |= 1u << d.head->ngroups);
	REFUSED(-EINVAL, "definition: reserved words are not zero", d.def[0].reserved[2] = 1);
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[0].name[0] = '\0');
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[2].name[1] = '\n');
	REFUSED(-EINVAL, "alias: bad name or definition", memset(d.alias[1].name, 'x', 32));
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[1].name[31] = 'x');
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[1].def = d.head->ndefs);
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[1].def = 0xffffffff);
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[0].reserved[0] = 1);
	REFUSED(-EINVAL, "alias: bad name or definition", d.alias[0].reserved[2] = 1);
	ACCEPTED(d.alias[0].def = 0);
	ACCEPTED(d.head->naliases = 0);
}

static void test_wrong_patterns(void **state)
{
	REFUSED(-EINVAL, "pattern: of a definition that is not there", d.segment->def = d.head->ndefs);
	REFUSED(-EINVAL, "pattern: bad scope, side or flags", d.segment->scope = 0);
	REFUSED(-EINVAL, "pattern: bad scope, side or flags", d.segment->scope = L7_SCOPE_DATAGRAM + 1);
	REFUSED(-EINVAL, "pattern: bad scope, side or flags", d.segment->who = L7_WHO_ANSWERER + 1);
	REFUSED(-EINVAL, "pattern: bad scope, side or flags", d.segment->flags = 2);
	REFUSED(-EINVAL, "pattern: bad scope, side or flags", d.segment->reserved[0] = 1);
	REFUSED(-EINVAL, "pattern: bad scope, side or flags", d.segment->reserved[1] = 1);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.merged->nconditions = 1);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.merged->who = L7_WHO_CLIENT);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.merged->flags = L7_PATTERN_FIRST);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.merged->packets = 2);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.merged->same_width = 1);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.merged->parts = 2);
	REFUSED(-EINVAL, "pattern: a classic one with conditions", d.stream->scope = L7_SCOPE_MERGED);
	REFUSED(-EINVAL, "pattern: first packet of a stream", d.stream->flags = L7_PATTERN_FIRST);
	REFUSED(-EINVAL, "pattern: number of packets", d.stream->packets = 0);
	REFUSED(-EINVAL, "pattern: number of packets", d.stream->packets = 2);
	REFUSED(-EINVAL, "pattern: number of packets", d.segment->packets = 0);
	REFUSED(-EINVAL, "pattern: number of packets", d.datagram->packets = L7_MAX_PACKETS + 1);
	REFUSED(-EINVAL, "pattern: field lies too far in", d.segment->same_width = 5);
	REFUSED(-EINVAL, "pattern: field lies too far in", d.segment->same_width = 4, d.segment->same_offset = 253);
	ACCEPTED(d.segment->same_width = 4, d.segment->same_offset = 252);
	REFUSED(-EINVAL, "pattern: conditions that are not there", d.segment->condition = d.head->nconditions);
	REFUSED(-EINVAL, "pattern: conditions that are not there", d.segment->condition = 65535);
	REFUSED(-EINVAL, "pattern: conditions that are not there", d.segment->nconditions = 255);
	REFUSED(-EINVAL, "pattern: conditions that are not there", d.head->nconditions--);
}

static void test_wrong_parts(void **state)
{
	ACCEPTED(assert_int_equal(d.stream->parts, 2));
	REFUSED(-EINVAL, "pattern: not among its parts", d.stream->parts = 0);
	REFUSED(-EINVAL, "pattern: not among its parts", d.stream->parts = L7_MAX_PARTS + 1);
	REFUSED(-EINVAL, "pattern: not among its parts", d.segment->parts = 255);
	REFUSED(-EINVAL, "pattern: not among its parts", d.segment->first++);
	REFUSED(-EINVAL, "pattern: not among its parts", d.segment->first--);
	REFUSED(-EINVAL, "pattern: not among its parts", d.segment->first = 65535);
	REFUSED(-EINVAL, "pattern: not among its parts", d.pattern[d.head->npatterns - 1].parts = 8);
	REFUSED(-EINVAL, "pattern: parts of different ones", d.stream->parts = 1);
	REFUSED(-EINVAL, "pattern: parts of different ones", d.stream->parts = 3);
	REFUSED(-EINVAL, "pattern: parts of different ones", d.segment->parts = 2);
	REFUSED(-EINVAL, "pattern: parts of different ones", d.stream[1].def = 0);
	REFUSED(-EINVAL, "pattern: parts of different ones", d.stream[1].first++, d.stream[1].parts = 1);
}

static void test_wrong_conditions(void **state)
{
	const char *far = "condition: field lies too far in", *number = "condition: number out of range";
	const char *comparison = "condition: bad comparison or flags";

	REFUSED(-EINVAL, far, d.condition[0].width = 5);
	REFUSED(-EINVAL, far, d.condition[d.stream->condition + 1].offset = 31);
	REFUSED(-EINVAL, far, d.condition[d.segment->condition].offset = 253);
	REFUSED(-EINVAL, far, d.condition[d.datagram->condition].offset = 254);
	ACCEPTED(d.condition[d.stream->condition + 1].offset = 30);
	ACCEPTED(d.condition[d.segment->condition].offset = 252);
	/* one that a datagram may have and a stream may not */
	REFUSED(-EINVAL, far, d.stream->condition = d.datagram->condition);
	REFUSED(-EINVAL, far, d.datagram->scope = L7_SCOPE_STREAM);
	REFUSED(-EINVAL, comparison, d.condition[0].op = L7_OP_GE + 1);
	REFUSED(-EINVAL, comparison, d.condition[0].op = 255);
	REFUSED(-EINVAL, comparison, d.condition[0].flags = 4);
	REFUSED(-EINVAL, comparison, d.condition[0].reserved = 1);
	REFUSED(-EINVAL, number, d.condition[0].mask = 0);
	REFUSED(-EINVAL, number, d.condition[0].factor = 0);
	REFUSED(-EINVAL, number, d.condition[0].factor = L7_CONDITION_MAX_FACTOR + 1);
	REFUSED(-EINVAL, number, d.condition[0].value = L7_CONDITION_MAX_VALUE + 1);
	REFUSED(-EINVAL, number, d.condition[0].value = -L7_CONDITION_MAX_VALUE - 1);
	REFUSED(-EINVAL, number, d.condition[0].value = INT64_MIN);
	ACCEPTED(d.condition[0].value = L7_CONDITION_MAX_VALUE, d.condition[0].factor = L7_CONDITION_MAX_FACTOR);
}

static void test_wrong_groups(void **state)
{
	REFUSED(-EINVAL, "sets: the first is not empty", d.set[0] = 1);
	REFUSED(-EINVAL, "sets: a pattern that is not there", d.set[d.head->words] |= 1ull << d.head->npatterns);
	REFUSED(-EINVAL, "group: unknown kind", d.group->kind = 3);
	REFUSED(-EINVAL, "group: unknown scope", d.group->scope = 0);
	REFUSED(-EINVAL, "group: unknown scope", d.group->scope = L7_SCOPE_DATAGRAM + 1);
	REFUSED(-EINVAL, "group: number of byte classes", d.group->nclasses = 257);
	REFUSED(-EINVAL, "group: byte class out of range", d.group->class[200] = d.group->nclasses);
	REFUSED(-EINVAL, "group: reserved words are not zero", d.group->reserved[0] = 1);
	/* a pattern's expression may be in a group of another scope: wrong, but safe */
	ACCEPTED(d.group->scope = L7_SCOPE_DATAGRAM);
}

/* some connections through an image that was found good */
static void use(const struct l7_image *img)
{
	static const u8 payload[] = "get / http/1.0 needle 99x \xff\xfe\x01\x02 a c";
	u64 now[L7_DEF_WORDS];
	struct l7_flow f;
	u32 i, transport;

	for (transport = L7_TRANSPORT_OTHER; transport <= L7_TRANSPORT_UDP; transport++) {
		l7_flow_init(&f, img, L7_ALL_GROUPS, transport);
		for (i = 0; i < 6; i++) {
			memset(now, 0, sizeof(now));
			l7_flow_take(&f, img, i % 3 == 1, 2048, payload, sizeof(payload) - i % 3, now);
			assert_true(f.nwaits <= L7_FLOW_MAX_WAITS);
		}
	}
	for (i = 0; i < img->head->ndefs; i++)
		assert_true(l7_image_lookup(img, img->defs[i].name) >= 0);
	for (i = 0; i < img->head->naliases; i++)
		assert_true(l7_image_lookup(img, img->aliases[i].name) < (int)img->head->ndefs);
}

/* each word up to the cells set to extremes, and each bit turned: refused, or walked and judged within bounds */
static void test_lies(void **state)
{
	static const u32 lies[] = { 0,		1,	    7,		16,	    255,	256,	   257,
				    65535,	65536,	    65537,	0x01010101, 0xff00ff00, 0x00ff00ff, 0x7fffffff,
				    0x80000000, 0xfffffff0, 0xffffffff };
	const struct l7_image_head *head = blob.bytes;
	const size_t words = (head->groups + head->ngroups * sizeof(struct l7_image_group)) / 4;
	const size_t many = sizeof(lies) / sizeof(lies[0]);
	u32 *bytes = copy();
	size_t i, j, refused = 0;

	for (i = 0; i < words; i++) {
		const u32 truth = bytes[i];

		for (j = 0; j < many + 32; j++) {
			struct l7_image img;
			const char *why = NULL;

			bytes[i] = j < many ? lies[j] : truth ^ 1u << (j - many);
			if (l7_image_verify(bytes, blob.size, &img, &why)) {
				assert_non_null(why);
				refused++;
			} else {
				use(&img);
			}
		}
		bytes[i] = truth;
	}
	free(bytes);
	assert_true(refused > words);
}

/* one lane, one byte, straight from the layout */
static u32 twin_step(const struct l7_image *img, u32 g, u32 state, u8 byte)
{
	const struct l7_image_group *group = &img->groups[g];
	const u16 *row = img->cells[g] + 8 * state, *pair;

	if (group->kind == L7_GROUP_DENSE)
		return row[group->class[byte]];
	pair = img->cells[g] + 8 * group->nstates + 2 * (row[4] + 65536 * row[5] + group->class[byte]);
	return pair[0] == state ? pair[1] : row[0];
}

static void twin_add(const struct l7_image *img, u32 set, u64 *hits)
{
	u32 i;

	for (i = 0; i < img->head->npatterns; i++)
		if (img->sets[set * img->head->words + i / 64] >> i % 64 & 1)
			hits[i / 64] |= 1ull << i % 64;
}

static void twin(const struct l7_image *img, const u8 *p, size_t len, u16 *state, u64 *hits)
{
	u32 g;

	for (g = 0; g < img->head->ngroups; g++) {
		const struct l7_image_group *group = &img->groups[g];
		const u16 *row;
		size_t i;

		for (i = 0; i < len; i++) {
			state[g] = twin_step(img, g, state[g], p[i]);
			row = img->cells[g] + 8 * state[g];
			if (state[g] >= group->event)
				twin_add(img, group->kind == L7_GROUP_DENSE ? row[group->nclasses] : row[1], hits);
		}
		row = img->cells[g] + 8 * state[g];
		if (state[g] >= group->end)
			twin_add(img, group->kind == L7_GROUP_DENSE ? row[group->nclasses + 1] : row[2], hits);
	}
}

static void test_twin(void **state)
{
	static const char *const words[] = { "get ", "http/1.0", "needle", "a", "b", "c", "\1", "\2", "\xff", "99x", "e" };
	struct l7_image img;
	unsigned int seed = 7, round, matched = 0;

	assert_int_equal(l7_image_verify(blob.bytes, blob.size, &img, NULL), 0);
	for (round = 0; round < 20000; round++) {
		u16 ours[L7_MAX_GROUPS], slow[L7_MAX_GROUPS];
		u64 our_hits[L7_SET_WORDS] = { 0 }, slow_hits[L7_SET_WORDS] = { 0 };
		u8 payload[300];
		size_t len = 0, cut;

		while (len < 200 && rand_r(&seed) % 12) {
			const char *word = words[rand_r(&seed) % 11];

			if (rand_r(&seed) % 3)
				len = stpcpy((char *)payload + len, word) - (char *)payload;
			else
				payload[len++] = rand_r(&seed);
		}
		cut = len ? rand_r(&seed) % len : 0;
		l7_walk_start(&img, L7_ALL_GROUPS, ours);
		memcpy(slow, ours, sizeof(slow));
		l7_walk(&img, ours, payload, cut, our_hits);
		l7_walk_end(&img, ours, our_hits);
		l7_walk(&img, ours, payload + cut, len - cut, our_hits);
		l7_walk_end(&img, ours, our_hits);
		twin(&img, payload, cut, slow, slow_hits);
		twin(&img, payload + cut, len - cut, slow, slow_hits);
		assert_memory_equal(ours, slow, img.head->ngroups * sizeof(*ours));
		assert_int_equal(our_hits[0], slow_hits[0]);
		matched |= our_hits[0];
	}
	assert_int_equal(matched, (1u << img.head->npatterns) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_cut),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_wrong_head),
		cmocka_unit_test(test_wrong_names),
		cmocka_unit_test(test_wrong_patterns),
		cmocka_unit_test(test_wrong_parts),
		cmocka_unit_test(test_wrong_conditions),
		cmocka_unit_test(test_wrong_groups),
		cmocka_unit_test(test_lies),
		cmocka_unit_test(test_twin),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
