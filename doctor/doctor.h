/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_DOCTOR_DOCTOR_H
#define L7_DOCTOR_DOCTOR_H

/*
 * doctor.h - what is wrong with a machine's set-up
 *
 * One file for each thing that is looked at. A check reads the machine, says what is wrong or that it is fine, and
 * changes nothing.
 */

#include "doctor/host.h"
#include "doctor/remark.h"

/** l7_doctor_examine() - all checks, in the order in which their remarks are best read */
void l7_doctor_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_module_examine() - is the module there, can it be loaded, is it the one that belongs to this tool */
void l7_module_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_bpf_examine() - can BPF programs do it where there is no module, and do they */
void l7_bpf_examine(const struct l7_host *h, struct l7_remarks *r);

/**
 * l7_route_text() - which route serves, and of BPF why not the module
 * @r: of all checks
 *
 * Return: to be freed; NULL: no memory
 */
char *l7_route_text(const struct l7_host *h, const struct l7_remarks *r);

/** l7_extension_file - where iptables looks for it */
extern const char *const l7_extension_file;

/** l7_extension_listers - [2] and those that make iptables list rules of the BPF route as they were entered */
extern const char *const l7_extension_listers[];

/** l7_extension_examine() - has iptables its extension */
void l7_extension_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_files_examine() - do the definitions on disk load */
void l7_files_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_loaded_examine() - are those in the kernel those on disk, and has it all that rules name */
void l7_loaded_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_labels_examine() - the files that name bits of labels */
void l7_labels_examine(const struct l7_host *h, struct l7_remarks *r);

/**
 * l7_labels_find() - the bit that a name of labels has
 * @unused: the lowest bit without a name
 *
 * Return: -1 if no file has this name.
 */
int l7_labels_find(const struct l7_host *h, const char *name, unsigned int *unused);

/** l7_inspection_examine() - are packets looked at, if somebody counts on it */
void l7_inspection_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_tracking_examine() - conntrack's settings, room, helpers, and what is kept from it */
void l7_tracking_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_offload_examine() - do flowtables hide connections that have no verdict yet */
void l7_offload_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_traffic_examine() - what connections give away: asymmetric paths, those that are too old */
void l7_traffic_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_counters_examine() - why connections were given up */
void l7_counters_examine(const struct l7_host *h, struct l7_remarks *r);

/** l7_kernel_examine() - has the kernel itself had an accident */
void l7_kernel_examine(const struct l7_host *h, struct l7_remarks *r);

#endif
