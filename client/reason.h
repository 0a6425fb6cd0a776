/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_REASON_H
#define L7_CLIENT_REASON_H

/*
 * reason.h - words for why a connection is "unknown"
 */

#include "uapi/layer7.h"

/** l7_reason_name() - a word for programs, such as "packets"; "" for L7_REASON_NONE and what a newer module may say */
const char *l7_reason_name(unsigned int reason);

/** l7_reason_text() - the same as a clause for people, "" likewise */
const char *l7_reason_text(unsigned int reason);

#endif
