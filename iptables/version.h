/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_IPTABLES_VERSION_H
#define L7_IPTABLES_VERSION_H

/* What stands before the version in the bytes of libxt_layer7.so, for `l7 doctor`: iptables alone can load the file. */
#define L7_EXTENSION_MARK "libxt_layer7.so is of layer7 "

#endif
