// SPDX-License-Identifier: GPL-2.0-only
#include <re2/re2.h>
#include <re2/set.h>
#include <stdlib.h>

#include "tests/bench/runner.h"

static const int64_t max_mem = 256 << 20;

static void *open_re2(const struct odef *const *defs, size_t count)
{
	RE2::Options options(RE2::Latin1);

	options.set_dot_nl(true);
	options.set_log_errors(true);
	options.set_max_mem(max_mem);
	auto *set = new RE2::Set(options, RE2::UNANCHORED);

	for (size_t i = 0; i < count; i++) {
		char *text = v8_translate(defs[i]->re, V8_RE2);
		std::string error;

		if (set->Add(text, &error) < 0) {
			fprintf(stderr, "bench: re2: %s\n", error.c_str());
			abort();
		}
		free(text);
	}
	if (set->Compile())
		return set;
	delete set;
	return nullptr;
}

static int run_re2(void *self, const struct flow *f)
{
	auto *set = static_cast<RE2::Set *>(self);

	for (unsigned int k = 0; k < f->packets; k++) {
		if (!flow_adds(f, k))
			continue;
		re2::StringPiece text(reinterpret_cast<const char *>(f->text), f->text_end[k]);
		RE2::Set::ErrorInfo info;

		if (set->Match(text, nullptr, &info))
			return k;
		if (info.kind == RE2::Set::kOutOfMemory)
			abort();
	}
	return -1;
}

static size_t none(void *self)
{
	return 0;
}

static void close_re2(void *self)
{
	delete static_cast<RE2::Set *>(self);
}

extern "C" const struct runner runner_re2 = { "re2::set", open_re2, run_re2, none, none, close_re2, true };
