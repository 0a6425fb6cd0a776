/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_CLIENT_MODPROBE_H
#define L7_CLIENT_MODPROBE_H

/** l7_modprobe() - have a kernel module loaded if there is one; whether it is there then, others see */
void l7_modprobe(const char *module);

#endif
