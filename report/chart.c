// SPDX-License-Identifier: GPL-2.0-only
/*
 * chart.c - layers of a stacked chart
 */

#include "report/chart.h"

#include <math.h>
#include <stdlib.h>

#include "report/section.h"

#define TICKS_MAX 6
/* of labels, about, where the chart is no more than 700 pixels wide: narrower pages don't show them */
#define LETTER_WIDTH 9.6
#define LABEL_MARGIN 20.0
#define LABEL_HEIGHT 26.0

static const char *const colour_rest = "s9";

static void fill(struct l7_layer *l, const struct l7_chart *c, const struct l7_share *share)
{
	for (unsigned int bin = 0; bin < c->view.count; bin++) {
		const uint64_t bytes = l7_shares_bytes(c->shares, share, &c->view, bin);

		l->bytes[bin] += bytes;
		l->total += bytes;
	}
}

static void stack(struct l7_chart *c)
{
	for (unsigned int bin = 0; bin < c->view.count; bin++) {
		for (size_t i = 1; i < c->count; i++)
			c->layer[i].base[bin] = c->layer[i - 1].base[bin] + c->layer[i - 1].bytes[bin];
		if (l7_chart_total(c, bin) > l7_chart_total(c, c->peak))
			c->peak = bin;
	}
}

/* 1, 2, 2.5 or 5 times a power of ten from a tick to the next */
static void scale(struct l7_chart *c)
{
	static const char *const units[] = { "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s" };
	const double steps[] = { 1, 2, 2.5, 5, 10 };
	const double top = c->view.count ? 8e9 * l7_chart_total(c, c->peak) / c->view.width : 0;
	double power = pow(10, floor(log10(fmax(top / TICKS_MAX, 1e-3))));
	unsigned int unit = 0, i = 0;

	while (steps[i] * power * TICKS_MAX < top)
		i++;
	c->tick = steps[i] * power;
	c->ticks = fmax(1, ceil(top / c->tick));
	for (c->scale = 1; c->ticks * c->tick >= 1000 * c->scale && unit < 4; unit++)
		c->scale *= 1000;
	c->unit = units[unit];
}

static struct l7_layer *add_layer(struct l7_chart *c, const char *name, const char *colour)
{
	c->layer[c->count] = (struct l7_layer){ .name = name, .colour = colour };
	return &c->layer[c->count++];
}

static void add_named(struct l7_chart *c, unsigned int named)
{
	const struct l7_shares *s = c->shares;
	struct l7_layer *rest = NULL;
	unsigned int others = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct l7_share *share = &s->share[i];

		if (share->kind != L7_SHARE_NAMED)
			continue;
		if (share->rank < named) {
			fill(add_layer(c, share->name, l7_section_colour(share)), c, share);
			continue;
		}
		if (!rest)
			rest = add_layer(c, c->rest, colour_rest);
		fill(rest, c, share);
		others++;
	}
	snprintf(c->rest, sizeof(c->rest), "%u others", others);
}

int l7_chart_make(struct l7_chart *c, const struct l7_shares *shares, unsigned int named)
{
	*c = (struct l7_chart){ .shares = shares, .view = l7_series_view(&shares->report->series),
				.layer = calloc(L7_CHART_LAYERS, sizeof(*c->layer)) };
	if (!c->layer)
		return -1;
	add_named(c, named);
	for (size_t i = 0; i < shares->count; i++)
		if (shares->share[i].kind != L7_SHARE_NAMED)
			fill(add_layer(c, shares->share[i].name, l7_section_colour(&shares->share[i])), c, &shares->share[i]);
	stack(c);
	scale(c);
	return 0;
}

double l7_chart_x(const struct l7_chart *c, unsigned int bin)
{
	return (double)L7_CHART_WIDTH * bin / c->view.count;
}

double l7_chart_y(const struct l7_chart *c, double rate)
{
	return L7_CHART_HEIGHT * (1 - rate / (c->ticks * c->tick));
}

static double y_of_bytes(const struct l7_chart *c, uint64_t bytes)
{
	return l7_chart_y(c, 8e9 * bytes / c->view.width);
}

uint64_t l7_chart_total(const struct l7_chart *c, unsigned int bin)
{
	return c->count ? c->layer[c->count - 1].base[bin] + c->layer[c->count - 1].bytes[bin] : 0;
}

/* from left to right along the top, back along the bottom; steps of the same height are one */
void l7_chart_path(FILE *out, const struct l7_chart *c, const struct l7_layer *l)
{
	const unsigned int n = c->view.count;

	fprintf(out, "M0 %.1f", y_of_bytes(c, l->base[0] + l->bytes[0]));
	for (unsigned int i = 1; i < n; i++)
		if (l->base[i] + l->bytes[i] != l->base[i - 1] + l->bytes[i - 1])
			fprintf(out, "H%.1fV%.1f", l7_chart_x(c, i), y_of_bytes(c, l->base[i] + l->bytes[i]));
	fprintf(out, "H%dV%.1f", L7_CHART_WIDTH, y_of_bytes(c, l->base[n - 1]));
	for (unsigned int i = n - 1; i > 0; i--)
		if (l->base[i] != l->base[i - 1])
			fprintf(out, "H%.1fV%.1f", l7_chart_x(c, i), y_of_bytes(c, l->base[i - 1]));
	fputs("H0Z", out);
}

/* of all places where it fits, that with most room above and below */
bool l7_chart_place(const struct l7_chart *c, size_t layer, size_t length, double *x, double *y)
{
	const struct l7_layer *l = &c->layer[layer];
	const unsigned int bins = ceil((length * LETTER_WIDTH + LABEL_MARGIN) * c->view.count / L7_CHART_WIDTH);
	double best = LABEL_HEIGHT;
	bool found = false;

	for (unsigned int from = 0; from + bins <= c->view.count; from++) {
		double top = 0, bottom = L7_CHART_HEIGHT;

		for (unsigned int i = from; i < from + bins; i++) {
			top = fmax(top, y_of_bytes(c, l->base[i] + l->bytes[i]));
			bottom = fmin(bottom, y_of_bytes(c, l->base[i]));
		}
		if (bottom - top < best)
			continue;
		found = true;
		best = bottom - top;
		*x = (l7_chart_x(c, from) + l7_chart_x(c, from + bins)) / 2;
		*y = (top + bottom) / 2;
	}
	return found;
}

void l7_chart_fini(struct l7_chart *c)
{
	free(c->layer);
	c->layer = NULL;
}
