// SPDX-License-Identifier: GPL-2.0-only
/* trial_rule.bpf.c - a rule's program, told by trial.h which packet it sees */
#include "tests/bpf/seam.h"
#include "bpf/rule.bpf.c"
