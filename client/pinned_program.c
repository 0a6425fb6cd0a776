// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_program.c - one object per process, and copies of its program
 */

#include "client/pinned_program.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/pinned_fs.h"
#include "client/pinned_log.h"
#include "client/pinned_maps.h"
#include "client/route.h"

static const char what[] = "BPF program of a rule";

/* Loaded by this process; NULL: none yet. It keeps the maps open that copies refer to. */
static struct bpf_object *model;

static uint32_t id_of(int map)
{
	struct bpf_map_info info = { 0 };
	uint32_t size = sizeof(info);

	return map < 0 || bpf_obj_get_info_by_fd(map, &info, &size) ? 0 : info.id;
}

/* Whether the maps that are pinned still are the model's. */
static bool is_current(void)
{
	const int pinned = l7_pinned_fs_get("verdicts");
	const uint32_t id = id_of(pinned);

	if (pinned >= 0)
		close(pinned);
	return id && id == id_of(bpf_object__find_map_fd_by_name(model, "verdicts"));
}

static int make_model(struct l7_client *c)
{
	int err;

	model = l7_pinned_object_open(c, &l7_bpf_rule);
	if (!model)
		return -EINVAL;
	err = l7_pinned_maps_use(c, model, NULL);
	if (!err) {
		err = bpf_object__load(model);
		if (err)
			l7_pinned_log_fail(c, err, what);
	}
	if (err) {
		bpf_object__close(model);
		model = NULL;
	}
	return err;
}

/* The constants of the model: `ask' alone */
static struct bpf_map *constants(void)
{
	struct bpf_map *map;

	bpf_object__for_each_map(map, model) {
		const char *dot = strrchr(bpf_map__name(map), '.');

		if (dot && !strcmp(dot, ".rodata") && bpf_map__value_size(map) == sizeof(struct l7_bpf_ask))
			return map;
	}
	return NULL;
}

/* Return: descriptor of a map like the model's constants, but with @ask in it; negative errno */
static int make_constants(const struct bpf_map *like, const struct l7_bpf_ask *ask)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = bpf_map__map_flags(like));
	const uint32_t zero = 0;
	int map = bpf_map_create(BPF_MAP_TYPE_ARRAY, "rule.rodata", sizeof(zero), sizeof(*ask), 1, &opts), err;

	if (map < 0)
		return -errno;
	if (!bpf_map_update_elem(map, &zero, ask, BPF_ANY) && !bpf_map_freeze(map))
		return map;
	err = -errno;
	close(map);
	return err;
}

/* The model's instructions with map @to in the place of map @from */
static struct bpf_insn *copy_instructions(const struct bpf_program *prog, int from, int to)
{
	const size_t count = bpf_program__insn_cnt(prog);
	struct bpf_insn *insn = malloc(count * sizeof(*insn));

	if (!insn)
		return NULL;
	memcpy(insn, bpf_program__insns(prog), count * sizeof(*insn));
	for (size_t i = 0; i < count; i++)
		if (insn[i].code == (BPF_LD | BPF_IMM | BPF_DW) && insn[i].src_reg == BPF_PSEUDO_MAP_VALUE &&
		    insn[i].imm == from)
			insn[i].imm = to;
	return insn;
}

static int load_copy(const struct bpf_program *prog, int from, int to)
{
	struct bpf_insn *insn = copy_instructions(prog, from, to);
	int fd;

	if (!insn)
		return -ENOMEM;
	fd = bpf_prog_load(bpf_program__type(prog), bpf_program__name(prog), "GPL", insn, bpf_program__insn_cnt(prog),
			   NULL);
	if (fd < 0)
		fd = -errno;
	free(insn);
	return fd;
}

static int copy(const struct l7_bpf_ask *ask)
{
	const struct bpf_program *prog = bpf_object__next_program(model, NULL);
	const struct bpf_map *like = constants();
	int map = like ? make_constants(like, ask) : -EINVAL, fd;

	if (map < 0)
		return map;
	fd = load_copy(prog, bpf_map__fd(like), map);
	close(map);
	return fd;
}

int l7_pinned_program_load(struct l7_client *c, const struct l7_bpf_ask *ask)
{
	int fd;

	if (model && !is_current()) {
		bpf_object__close(model);
		model = NULL;
	}
	fd = model ? 0 : make_model(c);
	if (fd)
		return fd;
	fd = copy(ask);
	return fd < 0 ? l7_client_fail_errno(c, fd, what) : fd;
}
