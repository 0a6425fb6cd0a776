/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_CHART_H
#define L7_REPORT_CHART_H

/*
 * chart.h - layers of a stacked chart, and where everything is in it
 *
 * x runs from 0 to L7_CHART_WIDTH, y from 0 at the top to L7_CHART_HEIGHT; rates are bit/s.
 */

#include <stdbool.h>
#include <stdio.h>

#include "report/share.h"

#define L7_CHART_WIDTH 960
#define L7_CHART_HEIGHT 280
#define L7_CHART_LAYERS 16	/* at most */

/** struct l7_layer - of the stack; @colour: class; @bytes: by bin; @base: of what is below it */
struct l7_layer {
	const char *name;
	const char *colour;
	uint64_t total;
	uint64_t bytes[L7_SERIES_SHOWN];
	uint64_t base[L7_SERIES_SHOWN];
};

/**
 * struct l7_chart - release with l7_chart_fini()
 * @layer: [count] lowest first
 * @peak:  the bin with the most bytes
 * @ticks: above 0, the last one is the top; @tick: bit/s from one to the next
 * @unit:  of rates, such as "Mbit/s", and @scale bit/s
 */
struct l7_chart {
	const struct l7_shares *shares;
	struct l7_view view;
	struct l7_layer *layer;
	size_t count;
	unsigned int peak;
	unsigned int ticks;
	double tick;
	const char *unit;
	double scale;
	char rest[32];
};

/** l7_chart_make() - the biggest @named each, the others as one, then unknown and unset; Return: 0; -1: no memory */
int l7_chart_make(struct l7_chart *c, const struct l7_shares *shares, unsigned int named);

/** l7_chart_x() - where a bin begins */
double l7_chart_x(const struct l7_chart *c, unsigned int bin);

/** l7_chart_y() - of a rate */
double l7_chart_y(const struct l7_chart *c, double rate);

/** l7_chart_total() - bytes of all layers in a bin */
uint64_t l7_chart_total(const struct l7_chart *c, unsigned int bin);

/** l7_chart_path() - the outline of a layer, as SVG's path has it */
void l7_chart_path(FILE *out, const struct l7_chart *c, const struct l7_layer *l);

/** l7_chart_place() - the middle of where so many characters fit into a layer; Return: false: nowhere */
bool l7_chart_place(const struct l7_chart *c, size_t layer, size_t length, double *x, double *y);

void l7_chart_fini(struct l7_chart *c);

#endif
