/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_REPORT_JSON_H
#define L7_CLI_REPORT_JSON_H

/*
 * report_json.h - what the page of `l7 report` shows, for programs
 */

#include "report/page.h"

/** l7_report_json() - print it; Return: exit status */
int l7_report_json(const struct l7_page *page);

#endif
