// SPDX-License-Identifier: GPL-2.0-only
/*
 * section_traffic.c - bandwidth over time, stacked
 *
 * The picture is stretched to the width there is; so texts are not in it but laid over it, at places in percent.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/markup.h"
#include "report/section.h"

#define SECOND UINT64_C(1000000000)
#define TICKS_MAX 7
#define BIN_NAMES 5	/* in a bin's tooltip */
#define SEASON (90 * 86400 * SECOND)

static void write_grid(FILE *out, const struct l7_chart *c)
{
	for (unsigned int i = 1; i <= c->ticks; i++)
		fprintf(out, "<line x2=%d y1=%.1f y2=%.1f />", L7_CHART_WIDTH, l7_chart_y(c, i * c->tick),
			l7_chart_y(c, i * c->tick));
}

/* "tls: 1.2 MB, 34.5 %" */
static void write_layer(FILE *out, const struct l7_chart *c, const struct l7_layer *l)
{
	const char *id = c->shares->key == L7_SHARE_GROUP ? "g" : "p";

	fprintf(out, "<g class=%s><path id=%s%s d=\"", l->colour, id, l->colour);
	l7_chart_path(out, c, l);
	fprintf(out, "\"/></g><use href=\"#%s%s\" fill=\"url(#h-%s)\" class=\"hatch %s\"/>\n", id, l->colour, l->colour,
		l->colour);
}

static void write_bin_names(FILE *out, const struct l7_chart *c, unsigned int bin)
{
	const struct l7_layer *order[L7_CHART_LAYERS];
	size_t n = 0, at;

	for (size_t i = 0; i < c->count; i++) {
		if (!c->layer[i].bytes[bin])
			continue;
		for (at = n++; at && order[at - 1]->bytes[bin] < c->layer[i].bytes[bin]; at--)
			order[at] = order[at - 1];
		order[at] = &c->layer[i];
	}
	for (size_t i = 0; i < n && i < BIN_NAMES; i++) {
		fputc('\n', out);
		l7_markup_text(out, order[i]->name);
		fprintf(out, " %s", l7_figure_rate(order[i]->bytes[bin], c->view.width).text);
	}
	if (n > BIN_NAMES)
		fprintf(out, "\nand %zu more", n - BIN_NAMES);
}

static void write_bin(FILE *out, const struct l7_chart *c, unsigned int bin)
{
	const uint64_t begin = c->view.begin + bin * c->view.width;
	const double x = l7_chart_x(c, bin);

	fprintf(out, "<rect x=%.2f width=%.2f height=%d><title>%s, %s\n%s", x, l7_chart_x(c, bin + 1) - x, L7_CHART_HEIGHT,
		l7_section_when(c->shares->report, begin).text, l7_figure_duration(c->view.width).text,
		l7_figure_rate(l7_chart_total(c, bin), c->view.width).text);
	write_bin_names(out, c, bin);
	fprintf(out, "</title></rect>\n");
}

static void write_description(FILE *out, const struct l7_chart *c)
{
	uint64_t all = 0;

	for (size_t i = 0; i < c->count; i++)
		all += c->layer[i].total;
	fprintf(out, "Bandwidth over time, stacked by %s. Peak %s at %s. In all:",
		c->shares->key == L7_SHARE_GROUP ? "group" : "protocol",
		l7_figure_rate(l7_chart_total(c, c->peak), c->view.width).text,
		l7_section_when(c->shares->report, c->view.begin + c->peak * c->view.width).text);
	for (size_t i = 0; i < c->count; i++) {
		fputs(i ? ", " : " ", out);
		l7_markup_text(out, c->layer[i].name);
		fputc(' ', out);
		l7_markup_share(out, c->layer[i].total, all);
	}
}

static void write_picture(FILE *out, const struct l7_chart *c)
{
	fprintf(out, "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=none role=img aria-label=\"", L7_CHART_WIDTH,
		L7_CHART_HEIGHT);
	write_description(out, c);
	fprintf(out, "\">\n");
	for (size_t i = 0; i < c->count; i++)
		write_layer(out, c, &c->layer[i]);
	fprintf(out, "<g class=grid>");
	write_grid(out, c);
	fprintf(out, "</g>\n<g class=bins>");
	for (unsigned int bin = 0; bin < c->view.count; bin++)
		write_bin(out, c, bin);
	fprintf(out, "</g></svg>\n");
}

/* the names of layers, written into them where there is room */
static void write_labels(FILE *out, const struct l7_chart *c)
{
	double x, y;

	for (size_t i = 0; i < c->count; i++) {
		if (!l7_chart_place(c, i, strlen(c->layer[i].name), &x, &y))
			continue;
		fprintf(out, "<span class=label style=\"left:%.2f%%;top:%.2f%%\">", 100 * x / L7_CHART_WIDTH,
			100 * y / L7_CHART_HEIGHT);
		l7_markup_text(out, c->layer[i].name);
		fprintf(out, "</span>\n");
	}
}

static void write_rates(FILE *out, const struct l7_chart *c)
{
	fprintf(out, "<div class=rates><b>%s</b>", c->unit);
	for (unsigned int i = 0; i <= c->ticks; i++)
		fprintf(out, "<span style=\"top:%.2f%%\">%g</span>", 100 * l7_chart_y(c, i * c->tick) / L7_CHART_HEIGHT,
			i * c->tick / c->scale);
	fprintf(out, "</div>\n");
}

static uint64_t time_step(uint64_t span)
{
	static const uint32_t ms[] = {
		1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, 60000, 120000, 300000, 600000,
		900000, 1800000, 3600000, 7200000, 10800000, 21600000, 43200000, 86400000, 172800000, 604800000,
	};
	uint64_t step;

	for (size_t i = 0; i < sizeof(ms) / sizeof(ms[0]); i++)
		if (span / (ms[i] * UINT64_C(1000000)) <= TICKS_MAX)
			return ms[i] * UINT64_C(1000000);
	for (step = 1209600 * SECOND; span / step > TICKS_MAX; step *= 2)
		;
	return step;
}

static struct l7_figure time_label(uint64_t time, uint64_t step, uint64_t span)
{
	struct l7_figure f, ms;

	if (step >= 86400 * SECOND)
		return l7_figure_time(time, step > 7 * 86400 * SECOND ? "%-d %b %Y" : "%-d %b");
	if (span > 86400 * SECOND)
		return l7_figure_time(time, "%-d %b %H:%M");
	if (step >= 60 * SECOND)
		return l7_figure_time(time, "%H:%M");
	f = l7_figure_time(time, "%H:%M:%S");
	if (step < SECOND) {
		ms = f;
		snprintf(f.text, sizeof(f.text), "%.40s.%03u", ms.text, (unsigned int)(time % SECOND / 1000000));
	}
	return f;
}

/* at round local times */
static void write_times(FILE *out, const struct l7_chart *c)
{
	const uint64_t span = c->view.width * c->view.count, step = time_step(span);
	const time_t begin = c->view.begin / SECOND;
	struct tm tm = { .tm_gmtoff = 0 };
	uint64_t shift, at;

	localtime_r(&begin, &tm);
	shift = (tm.tm_gmtoff + 86400) * SECOND;
	at = (c->view.begin + shift + step - 1) / step * step - shift;
	fprintf(out, "<div class=times>");
	for (; at - c->view.begin <= span; at += step)
		fprintf(out, "<span style=\"left:%.2f%%\"><i>%s</i></span>", 100.0 * (at - c->view.begin) / span,
			time_label(at, step, span).text);
	fprintf(out, "</div>\n");
}

/* as they lie on one another */
static void write_legend(FILE *out, const struct l7_chart *c)
{
	uint64_t all = 0;

	for (size_t i = 0; i < c->count; i++)
		all += c->layer[i].total;
	fprintf(out, "<ul class=legend>\n");
	for (size_t i = 0; i < c->count; i++) {
		fprintf(out, "<li>");
		l7_section_swatch(out, c->layer[i].colour);
		l7_markup_text(out, c->layer[i].name);
		fprintf(out, " <span class=dim>");
		l7_markup_share(out, c->layer[i].total, all);
		fprintf(out, "</span></li>\n");
	}
	fprintf(out, "</ul>\n");
}

/* one packet with a wrong time is enough to make years of it */
static void write_stretched(FILE *out, const struct l7_chart *c)
{
	unsigned int used = 0;

	for (unsigned int bin = 0; bin < c->view.count; bin++)
		used += l7_chart_total(c, bin) > 0;
	if (c->view.count * c->view.width > SEASON && used < c->view.count / 10)
		fprintf(out, " Only %u of %u steps have packets: captures that lie far apart, or a packet whose time is wrong, "
			"stretch the axis.", used, c->view.count);
}

static int write_chart(FILE *out, const struct l7_shares *shares)
{
	struct l7_chart c;

	if (l7_chart_make(&c, shares, L7_SECTION_COLOURS)) {
		l7_chart_fini(&c);
		return -1;
	}
	fprintf(out, "<figure class=by-%s>\n<div class=plot>\n", shares->key == L7_SHARE_GROUP ? "group" : "protocol");
	write_rates(out, &c);
	write_picture(out, &c);
	fprintf(out, "<div aria-hidden=true>\n");
	write_labels(out, &c);
	write_times(out, &c);
	fprintf(out, "</div></div>\n");
	write_legend(out, &c);
	fprintf(out, "<figcaption>By %s, %s to a step.", shares->key == L7_SHARE_GROUP ? "group" : "protocol",
		l7_figure_duration(c.view.width).text);
	write_stretched(out, &c);
	fprintf(out, "</figcaption></figure>\n");
	l7_chart_fini(&c);
	return 0;
}

int l7_section_traffic(FILE *out, const struct l7_views *views)
{
	int err;

	fprintf(out, "<section class=views><h2>Bandwidth over time</h2>\n");
	l7_section_switch(out, "bandwidth");
	err = write_chart(out, &views->protocols) || write_chart(out, &views->groups) ? -1 : 0;
	fprintf(out, "</section>\n");
	return err;
}
