# SPDX-License-Identifier: GPL-2.0-only
#
# make install         tool, iptables extensions, library, definitions, man pages, documents, examples;
#                      DESTDIR, PREFIX, XTLIBDIR, LIBDIR
# make uninstall       the way back, with what compilers have remembered
# make dkms-install    the module, built anew for each kernel that this machine gets
# make dkms-uninstall  the way back

INSTALL ?= install
LIBDIR ?= $(PREFIX)/lib$(addprefix /,$(shell $(CC) -print-multiarch))
INCLUDEDIR ?= $(PREFIX)/include
DEFSDIR := $(PREFIX)/share/l7-protocols
MANDIR ?= $(PREFIX)/share/man
DOCDIR ?= $(PREFIX)/share/doc/layer7
UNITDIR ?= $(PREFIX)/lib/systemd/system
DKMSDIR := /usr/src/layer7-$(VERSION)
DKMS_SOURCES = Kbuild $(shell find kernel core uapi -name '*.[ch]' ! -name '*.mod.c')

INSTALL_DEFS := $(wildcard defs/*.pat)
INSTALL_DOCS := README.md CHANGELOG.md $(wildcard docs/*.* docs/netlink/*)
INSTALL_EXAMPLES := $(wildcard examples/*)

# the library alone, for programs that want no more
install-library: $(B)/libl7.so
	$(INSTALL) -D -m 644 $(B)/$(LIBL7_SONAME) $(DESTDIR)$(LIBDIR)/$(LIBL7_FILE)
	ln -sf $(LIBL7_FILE) $(DESTDIR)$(LIBDIR)/$(LIBL7_SONAME)
	ln -sf $(LIBL7_SONAME) $(DESTDIR)$(LIBDIR)/libl7.so
	$(INSTALL) -D -m 644 lib/libl7.h $(DESTDIR)$(INCLUDEDIR)/libl7.h
	$(INSTALL) -d $(DESTDIR)$(LIBDIR)/pkgconfig
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|; s|@VERSION@|$(VERSION)|' \
		lib/libl7.pc.in >$(DESTDIR)$(LIBDIR)/pkgconfig/libl7.pc
	$(INSTALL) -D -m 644 man/libl7.3 $(DESTDIR)$(MANDIR)/man3/libl7.3
	[ -n "$(DESTDIR)" ] || ldconfig

install: all install-library
	$(INSTALL) -D -m 755 $(B)/l7 $(DESTDIR)$(PREFIX)/sbin/l7
	$(INSTALL) -D -m 644 $(B)/libxt_layer7.so $(DESTDIR)$(XTLIBDIR)/libxt_layer7.so
	$(INSTALL) -d $(DESTDIR)$(UNITDIR)
	sed 's|@PREFIX@|$(PREFIX)|; s|@SYSCONFDIR@|$(SYSCONFDIR)|' systemd/layer7.service.in \
		>$(DESTDIR)$(UNITDIR)/layer7.service
	$(INSTALL) -m 644 $(B)/libipt_bpf.so $(DESTDIR)$(XTLIBDIR)/libipt_bpf.so
	ln -sf libipt_bpf.so $(DESTDIR)$(XTLIBDIR)/libip6t_bpf.so
	$(INSTALL) -D -m 644 cli/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/l7
	$(INSTALL) -d $(DESTDIR)$(DEFSDIR) $(DESTDIR)$(SYSCONFDIR)/l7-protocols $(DESTDIR)$(DOCDIR)/examples
	$(if $(INSTALL_DEFS),$(INSTALL) -m 644 $(INSTALL_DEFS) $(DESTDIR)$(DEFSDIR))
	for page in man/*.[0-9]; do \
		$(INSTALL) -D -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit; done
	for file in $(INSTALL_DOCS); do $(INSTALL) -D -m 644 $$file $(DESTDIR)$(DOCDIR)/$$file || exit; done
	$(if $(INSTALL_EXAMPLES),cp -R $(INSTALL_EXAMPLES) $(DESTDIR)$(DOCDIR)/examples)

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/sbin/l7 $(DESTDIR)$(XTLIBDIR)/libxt_layer7.so \
		$(DESTDIR)$(UNITDIR)/layer7.service $(DESTDIR)$(XTLIBDIR)/libipt_bpf.so $(DESTDIR)$(XTLIBDIR)/libip6t_bpf.so \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/l7
	rm -f $(addprefix $(DESTDIR)$(LIBDIR)/,$(LIBL7_FILE) $(LIBL7_SONAME) libl7.so pkgconfig/libl7.pc) \
		$(DESTDIR)$(INCLUDEDIR)/libl7.h
	rm -f $(INSTALL_DEFS:defs/%=$(DESTDIR)$(DEFSDIR)/%)
	for page in man/*.[0-9]; do rm -f $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/}; done
	rm -rf $(DESTDIR)$(DOCDIR) $(DESTDIR)/var/cache/layer7
	for dir in $(DESTDIR)$(DEFSDIR) $(DESTDIR)$(SYSCONFDIR)/l7-protocols; do \
		[ ! -d $$dir ] || rmdir --ignore-fail-on-non-empty $$dir; done
	[ -n "$(DESTDIR)" ] || ldconfig

dkms-source:
	rm -rf $(DESTDIR)$(DKMSDIR)
	for file in $(DKMS_SOURCES); do $(INSTALL) -D -m 644 $$file $(DESTDIR)$(DKMSDIR)/$$file || exit; done
	sed 's/@VERSION@/$(VERSION)/' dkms.conf >$(DESTDIR)$(DKMSDIR)/dkms.conf

dkms-install:
	@command -v dkms >/dev/null || { echo "dkms is missing: apt-get install dkms linux-headers-$(KVER)" >&2; exit 2; }
	@[ -e $(KDIR)/Makefile ] || { echo "the headers of kernel $(KVER) are missing: apt-get install linux-headers-$(KVER)" >&2; exit 2; }
	$(MAKE) --no-print-directory dkms-source DESTDIR=
	dkms status -m layer7 -v $(VERSION) | grep -q . || dkms add -m layer7 -v $(VERSION)
	dkms build --force -m layer7 -v $(VERSION) -k $(KVER)
	dkms install --force -m layer7 -v $(VERSION) -k $(KVER)

dkms-uninstall:
	-dkms remove -m layer7 -v $(VERSION) --all
	rm -rf $(DKMSDIR)

.PHONY: install install-library uninstall dkms-source dkms-install dkms-uninstall
