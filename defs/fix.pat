# SPDX-License-Identifier: GPL-2.0-only
# FIX - trading of securities
#
# Seen: any message of either side: version, length, type.

protocol  fix
about     Financial information exchange
group     finance
source    FIX session layer: 8=FIX.4.x or FIXT.1.1, SOH, 9=length, SOH, 35=type

tcp: ^8=FIX(T\.[0-9]\.[0-9]|\.[2-5]\.[0-9](SP[0-9])?)\x019=[0-9]{1,6}\x0135=
