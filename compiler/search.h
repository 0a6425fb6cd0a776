/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_COMPILER_SEARCH_H
#define L7_COMPILER_SEARCH_H

#define L7_SUFFIX ".pat"

/** l7_search_name() - NAME of DIR/NAME.pat; Return: to be freed; NULL if it is not called so, or there is no memory */
char *l7_search_name(const char *path);

#endif
