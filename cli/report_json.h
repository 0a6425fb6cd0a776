/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLI_REPORT_JSON_H
#define L7_CLI_REPORT_JSON_H

/*
 * report_json.h - what the page of `l7 report` shows, for programs
 */

#include "cli/reading.h"
#include "report/page.h"

/**
 * l7_report_json() - print it
 * @page:     its facts are not used: they are for people
 * @reading:  what they are made of
 * @complete: all that was asked for is in it
 *
 * Return: exit status
 */
int l7_report_json(const struct l7_page *page, const struct l7_reading *reading, bool complete);

#endif
