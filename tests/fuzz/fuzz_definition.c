// SPDX-License-Identifier: GPL-2.0-only
/*
 * Any bytes as a definition file: it is refused with a diagnostic, or compiles to an image that verifies and that
 * connections go through; it is the same when it is compiled again, and so is the definition when it is read again from
 * what is kept of it. Input: a byte that says what the rest is, see write_file().
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/compiler.h"
#include "core/flow.h"

#define MAX_STATES 500	/* so that an input takes milliseconds */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[] = "/tmp/l7-fuzz-XXXXXX";
static char file[sizeof(dir) + 6];

static void clean_up(void)
{
	unlink(file);
	rmdir(dir);
}

static const char *path(void)
{
	if (!*file) {
		if (!mkdtemp(dir))
			abort();
		snprintf(file, sizeof(file), "%s/x.pat", dir);
		atexit(clean_up);
	}
	return file;
}

/* a byte each of the input makes text that often means something */
static const char *const tokens[] = {
	"\ntcp", "\nudp", "\ntcp+udp", "\nand", "\ntcp: ^", "\nudp: ^", "\nand: ^", " client", " server", " opener",
	" answerer", " first", " segment", " nocase", " packets 2", " packets 3 same u16@2", " same u8@1", " size 4..",
	" size ..9", " size 3..7", " size 5", " u8@0 = 97", " u16@2 + 4 = size", " u16le@1 <= size - 1",
	" u24@2 & 0xff00 * 4 != 0", " u8@1 < size", " u8@0 > 90 u8@1 - 3 >= 20", " u16@1 != size", " u32@20 >= 1", " u32le@0 < size + 5", " u8@255 > 0", ": ", ": ^", "^", "$", "a", "b",
	"A", "ab", ".", ".*", ".+", ".?", "(", ")", "|", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{9}", "[ab]", "[^a]",
	"[\\x00-\\x1f]", "[\\d_-]", "\\x00", "\\x61", "\\d", "\\W", "\\s", "\\r\\n", "\\.", "\\", " ", "0", "9",
	"\nrank 5", "\nalias y z", "\ngroup p2p voip", "\nnumber 40000", "\nabout x", "\nsource y", "\nallow random: z",
	"\n#", "\n",
};

static void write_tokens(const uint8_t *data, size_t size, FILE *out)
{
	const size_t most = 200;
	size_t i;

	for (i = 0; i < size && i < most; i++)
		fputs(tokens[data[i] % (sizeof(tokens) / sizeof(tokens[0]))], out);
}

/* most inputs should come past the name, half of them be in our format */
static void write_file(const uint8_t *data, size_t size)
{
	const unsigned int kind = size ? data[0] % 4 : 0;
	FILE *out = fopen(path(), "w");

	if (!out)
		abort();
	if (size)
		data++, size--;
	if (kind)
		fputs(kind == 1 ? "x\n" : "protocol x\n", out);
	if (kind == 2 && size > 1000)
		size = 1000;
	if (kind == 3)
		write_tokens(data, size, out);
	else
		fwrite(data, 1, size, out);
	if (fclose(out))
		abort();
}

/* packets: a byte for direction and length, then the bytes, which are some that the tokens speak of if @letters */
static void run_flow(const struct l7_image *img, enum l7_transport transport, bool letters, const uint8_t *data,
		     size_t size)
{
	static const uint8_t letter[] = "aabA09\1\r\n";
	uint64_t now[L7_DEF_WORDS];
	uint8_t packet[128];
	struct l7_flow f;
	size_t i;

	l7_flow_init(&f, img, L7_ALL_GROUPS, transport);
	while (size > 1) {
		const size_t wanted = 1 + data[0] / 2 % (letters ? 16 : 128), len = wanted < size - 1 ? wanted : size - 1;

		for (i = 0; i < len; i++)
			packet[i] = letters ? letter[data[1 + i] % sizeof(letter)] : data[1 + i];
		l7_flow_take(&f, img, data[0] % 2, 2048, packet, len, now);
		data += 1 + len;
		size -= 1 + len;
	}
}

static void run_flows(const struct l7_blob *blob, const uint8_t *data, size_t size)
{
	const bool letters = size && data[0] % 4 == 3;
	struct l7_image img;

	if (l7_image_verify(blob->bytes, blob->size, &img, NULL))
		abort();
	run_flow(&img, L7_TRANSPORT_TCP, letters, data, size);
	run_flow(&img, L7_TRANSPORT_UDP, letters, data, size);
}

/* what is kept of a definition makes the same one */
static void read_again(struct l7_defs *defs, struct l7_diags *d)
{
	char *text = strdup(defs->def[0].text);

	if (!text || !l7_defs_add(defs, "x", text, 0, defs->def[0].rank, d) || defs->count != 1)
		abort();
	free(text);
}

static void compile(struct l7_defs *defs, struct l7_diags *d, const uint8_t *data, size_t size)
{
	const struct l7_compile_options options = { .max_states = MAX_STATES };
	struct l7_blob first = { 0 }, second = { 0 };

	if (l7_compile(defs, &options, &first, NULL, d)) {
		if (!d->errors)
			abort();
		return;
	}
	run_flows(&first, data, size);
	if (l7_compile(defs, &options, &second, NULL, d) || first.size != second.size ||
	    memcmp(first.bytes, second.bytes, first.size))
		abort();
	l7_blob_fini(&first);
	l7_blob_fini(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct l7_diags d = { 0 };
	struct l7_defs defs = { 0 };
	FILE *null = fopen("/dev/null", "w");

	write_file(data, size);
	if (l7_defs_read_file(&defs, path(), &d)) {
		read_again(&defs, &d);
		compile(&defs, &d, data, size);
	} else if (!d.errors) {
		abort();
	}
	if (null) {
		l7_diags_print(&d, null);
		fclose(null);
	}
	l7_defs_fini(&defs);
	l7_diags_fini(&d);
	return 0;
}
