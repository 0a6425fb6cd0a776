# SPDX-License-Identifier: GPL-2.0-only
# DNS over TLS and DNS over HTTPS - as far as they can be told from other TLS
#
# DNS over TLS may name itself (ALPN "dot", RFC 7858, IANA registry). Otherwise by the server name
# in the ClientHello: public resolvers as listed by their operators, and any host name with a label
# doh (doh-...). Some of these names show a web page too.
# Missed: private resolvers, encrypted client hellos, resolvers addressed by number, DNS over QUIC.

protocol  doh-dot
about     DNS over TLS, DNS over HTTPS, by ALPN or the name of a public resolver
group     network
alias     doh_dot doh dot domain-s
source    RFC 7858, RFC 8484; IANA TLS ALPN protocol IDs
source    public resolvers: curl wiki "DNS over HTTPS", dnscrypt.info public-resolvers list
rank      45

tcp: ^\x16\x03[\x00-\x04]..\x01.*\x00\x10\x00\x06\x00\x04\x03dot
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)doh[.-][a-z0-9]
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(dns\.google(\.com)?|cloudflare-dns\.com|one\.one\.one\.one|dns\.cloudflare\.com|cloudflare-gateway\.com|dns[0-9]*\.quad9\.net|dns\.nextdns\.io|(adguard-dns|dns(-family|-unfiltered)?\.adguard)\.com|dns\.alidns\.com|(dot|dns)\.pub|dns\.sb|(dns|doh)\.(opendns|umbrella)\.com|((security|family|adult)-filter-)?dns\.cleanbrowsing\.org)([^a-z0-9.-]|jj|zz|$)
tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(dns0\.eu|dns\.mullvad\.net|(dns|freedns)\.controld\.com|dns\.digitale-gesellschaft\.ch|dns\.switch\.ch|odvr\.nic\.cz|dns\.njal\.la|dns\.aa\.net\.uk|(anycast|unicast)\.uncensoreddns\.org|dns\.twnic\.tw|public\.dns\.iij\.jp|jp\.tiar(\.app|ap\.org)|dns\.comss\.one|dns[0-9]*\.dnscrypt\.ca|rdns\.faelix\.net|dns(nl|se|es)?\.alekberg\.net|dns\.dnshome\.de|resolver-eu\.lelux\.fi|dns\.rubyfish\.cn|dot\.360\.cn|dns\.yandex\.ru|dns\.containerpi\.com|dns\.flatuslifir\.is|dns\.therifleman\.name|dns\.hostux\.net|dot\.libredns\.gr|dot\.securedns\.eu|getdnsapi\.net|dns\.oszx\.co|dns\.neutopia\.org)([^a-z0-9.-]|jj|zz|$)
