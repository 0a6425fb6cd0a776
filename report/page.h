/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_REPORT_PAGE_H
#define L7_REPORT_PAGE_H

/*
 * page.h - a report as one page of HTML: style sheet and pictures in it, no script, nothing that is fetched
 */

#include <stdio.h>

#include "report/report.h"

/** struct l7_page_fact - a line of how the page was made */
struct l7_page_fact {
	const char *name;
	const char *value;
};

/**
 * struct l7_page - what is to be shown
 * @report: finished
 * @name:   [names] files or interfaces that were read
 * @fact:   [facts] how it was made
 */
struct l7_page {
	const struct l7_report *report;
	char *const *name;
	size_t names;
	const struct l7_page_fact *fact;
	size_t facts;
};

/** l7_page_write() - Return: 0; -1: no memory; whether all could be written is told by @out */
int l7_page_write(const struct l7_page *page, FILE *out);

#endif
