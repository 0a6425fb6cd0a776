// SPDX-License-Identifier: GPL-2.0-only
/*
 * An image in a map of windows, as the classifier and user space find it there. Needs the right to make BPF maps.
 */

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <cmocka.h>

#include "bpf/layout.h"
#include "client/pinned_image.h"

#define NDEFS 4
#define DEFS sizeof(struct l7_image_head)
#define TEXT (L7_BPF_WINDOW_STRIDE - 1024) /* across the border of two windows */
#define SIZE (2 * L7_BPF_WINDOW_STRIDE + 4096)

static const char word[] = "what it was compiled from";

/* Not one that could be walked: what is read in place, and bytes that tell where they are */
static char *make_image(void)
{
	uint32_t *image = calloc(1, SIZE);
	struct l7_image_head *head = (void *)image;
	struct l7_image_def *def = (void *)((char *)image + DEFS);

	for (size_t i = 0; i < SIZE / sizeof(*image); i++)
		image[i] = i;
	*head = (struct l7_image_head) {
		.magic = L7_IMAGE_MAGIC, .version = L7_IMAGE_VERSION, .size = SIZE, .ndefs = NDEFS, .defs = DEFS,
		.text = TEXT, .text_bytes = 4096,
	};
	for (uint32_t i = 0; i < NDEFS; i++) {
		def[i] = (struct l7_image_def) { .number = i + 1, .text = i * 512 - (i == 2 ? sizeof(word) / 2 : 0) };
		strcpy((char *)image + TEXT + def[i].text, word);
	}
	return (char *)image;
}

static int make_map(uint32_t windows)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = BPF_F_MMAPABLE | BPF_F_RDONLY_PROG);
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "image", sizeof(uint32_t), L7_BPF_WINDOW_BYTES, windows, &opts);

	if (map < 0)
		skip();
	return map;
}

/* Each byte is in each window that reaches it. */
static void every_window_has_what_it_reaches(void **state)
{
	const int map = make_map(l7_windows_count(SIZE));
	char *image = make_image(), *window = malloc(L7_BPF_WINDOW_BYTES);

	assert_int_equal(l7_windows_count(SIZE), 3);
	assert_int_equal(l7_windows_fill(map, image, SIZE), 0);
	for (uint32_t i = 0; i < 3; i++) {
		const size_t left = SIZE - i * (size_t)L7_BPF_WINDOW_STRIDE;
		const size_t n = left < L7_BPF_WINDOW_BYTES ? left : L7_BPF_WINDOW_BYTES;

		assert_int_equal(bpf_map_lookup_elem(map, &i, window), 0);
		assert_memory_equal(window, image + i * (size_t)L7_BPF_WINDOW_STRIDE, n);
		for (size_t at = n; at < L7_BPF_WINDOW_BYTES; at++)
			assert_int_equal(window[at], 0);
	}
	free(window);
	free(image);
	close(map);
}

static void nobody_changes_it(void **state)
{
	const int map = make_map(l7_windows_count(SIZE));
	char *image = make_image(), *window = calloc(1, L7_BPF_WINDOW_BYTES);
	const uint32_t zero = 0;

	assert_int_equal(l7_windows_fill(map, image, SIZE), 0);
	assert_int_not_equal(bpf_map_update_elem(map, &zero, window, BPF_ANY), 0);
	assert_int_equal(errno, EPERM);
	free(window);
	free(image);
	close(map);
}

static void texts_are_read_in_place(void **state)
{
	const int map = make_map(l7_windows_count(SIZE));
	char *image = make_image();
	struct l7_windows w;

	assert_int_equal(l7_windows_fill(map, image, SIZE), 0);
	assert_int_equal(l7_windows_open(&w, map), 0);
	assert_memory_equal(w.head, image, sizeof(*w.head));
	assert_true(l7_windows_equal(&w, image, SIZE));
	assert_false(l7_windows_equal(&w, image, SIZE - 16));
	image[SIZE - 1]++;
	assert_false(l7_windows_equal(&w, image, SIZE));
	image[SIZE - 1]--;
	image[L7_BPF_WINDOW_STRIDE]++;
	assert_false(l7_windows_equal(&w, image, SIZE));
	for (uint32_t i = 0; i < NDEFS; i++) {
		assert_int_equal(l7_windows_defs(&w)[i].number, i + 1);
		assert_string_equal(l7_windows_text(&w, &l7_windows_defs(&w)[i]), word);
	}
	l7_windows_close(&w);
	free(image);
	close(map);
}

static void another_version_is_refused(void **state)
{
	char *image = make_image();
	struct l7_windows w;
	int map = make_map(2);

	assert_int_equal(l7_windows_open(&w, map), -EPROTO);	/* no magic */
	close(map);
	map = make_map(l7_windows_count(SIZE));
	((struct l7_image_head *)image)->version++;
	assert_int_equal(l7_windows_fill(map, image, SIZE), 0);
	assert_int_equal(l7_windows_open(&w, map), -EPROTO);
	close(map);
	map = make_map(l7_windows_count(SIZE) + 1);
	((struct l7_image_head *)image)->version--;
	assert_int_equal(l7_windows_fill(map, image, SIZE), 0);
	assert_int_equal(l7_windows_open(&w, map), -EPROTO);
	close(map);
	free(image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_window_has_what_it_reaches),
		cmocka_unit_test(nobody_changes_it),
		cmocka_unit_test(texts_are_read_in_place),
		cmocka_unit_test(another_version_is_refused),
	};

	return cmocka_run_group_tests_name("windows", tests, NULL, NULL);
}
