# SPDX-License-Identifier: GPL-2.0-only
#
# make                 l7, the iptables extensions and libl7.so, under build/
# make module          xt_layer7.ko for KDIR (default: the running kernel's headers)
# make check           all tests that this machine can run
# make help            the rest

VERSION := 0.1.0
CC ?= gcc
PKG_CONFIG ?= pkg-config
B := build

CFLAGS ?= -O2 -g
L7_CFLAGS := -std=gnu11 -Wall -Wextra -Wno-unused-parameter -Wmissing-prototypes -Wshadow -Wstrict-prototypes \
	-I. -I$(B) -D_GNU_SOURCE -DL7_VERSION='"$(VERSION)"' -MMD -MP
PREFIX ?= /usr
SYSCONFDIR ?= /etc
XTLIBDIR ?= $(shell $(PKG_CONFIG) --variable=xtlibdir xtables)
KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build

.DEFAULT_GOAL := all
include $(sort $(wildcard */Makefile.inc))
include install.mk

all: $(B)/l7 $(B)/libxt_layer7.so $(B)/libipt_bpf.so $(B)/libip6t_bpf.so $(B)/libl7.so

# one rule for every object: build/DIR/FILE.o from DIR/FILE.c, position independent so that the
# iptables extension can hold the compiler
$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(L7_CFLAGS) $(CFLAGS) $(L7_CFLAGS_$(subst /,_,$(patsubst %/,%,$(dir $<)))) -fPIC -c -o $@ $<

-include $(shell find $(B) -name '*.d' 2>/dev/null)

clean:
	rm -rf $(B)

# real connections, real rules, a real kernel: see it work
demo: all
	@tests/vm/demo $(KERNEL)

demo-vm: all
	@tests/vm/demo $(or $(KERNEL),6.12)

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile | tail -n +3
	@echo 'make demo            watch real connections being named, counted, marked and shaped; in the kernel of this'
	@echo '                     machine, by BPF, where that can be, or in a guest'
	@echo 'make demo-vm         the same in a guest, by the module; KERNEL=6.1'
	@echo 'make demo KERNEL=here  the same in the kernel of this machine, by the module, where it can load modules'
	@echo 'make check-TIER      one tier of tests: $(TIERS); if asked for: $(TIERS_ASKED)'
	@echo 'make check-vm KERNEL=6.12'
	@echo 'make bench           our walk beside other engines'
	@echo 'make bench-captures  l7 classify beside ndpiReader'
	@echo 'make bench-bpf       ns per packet in the BPF classifier; root'
	@echo 'make bench-gateway   rules in routers on this kernel: connections, bulk, time per rule; root'
	@echo 'make fuzz            all fuzz targets, FUZZ_SECONDS=n each'
	@echo 'make hostile         captures cut at each byte and changed, INPUTS=n of these'
	@echo 'make install dkms-install uninstall   DESTDIR=, PREFIX=, SYSCONFDIR='
	@echo 'make clean'

.PHONY: all clean demo demo-vm help
.DELETE_ON_ERROR:
