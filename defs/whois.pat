# SPDX-License-Identifier: GPL-2.0-only
# WHOIS - registration of domains and addresses
#
# A question is one line and could be anything; the answer tells: remarks with % or # that name a
# whois or database service, or the fields of a domain in the order of ICANN.
#
# Seen     answers of registries and registrars.
# Missed   questions alone, answers that begin otherwise.
# Alike    Munin begins with "# munin node"; PDF and PostScript with %PDF, %!PS.

protocol  whois
about     WHOIS
group     directory
alias     whois-das nicname
source    RFC 3912 (one line, answer until the end)
source    ICANN RAA 2013, Registration Data Directory Service, section 1.4

tcp nocase: ^\r?\n?%%?[ r][^\r\n]*(whois|RIPE Database query service|rights restricted by copyright)
tcp nocase: ^\r?\n?#\r?\n?# ARIN WHOIS
tcp nocase: ^[\r\n]*[ \t]*Domain Name: *[a-z0-9.-]+[ \t]*\r?\n[ \t]*(Registry Domain ID|Domain ID|Registrar WHOIS Server|Registrar): ?
tcp nocase: ^No match for (domain )?"?[a-z0-9-]+\.[a-z0-9.-]+"?\.?\r?\n
tcp: ^\[ JPRS database provides
tcp nocase: ^(domain not found\.?\r?\n|NOT FOUND\r\n)>>> Last update of WHOIS database
