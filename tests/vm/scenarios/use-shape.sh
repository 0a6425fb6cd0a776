# SPDX-License-Identifier: GPL-2.0-only
# limit: 90
#
# The HOWTO's second use: mark in mangle/POSTROUTING, `tc filter ... handle 3 fw` (where the kernel has that filter), a class with a rate. One download
# per protocol at the same time; the marked one gets its class's rate, the other is not held.
. /l7/lib.sh
. /l7/services.sh

net_up
http_serve
ssh_serve
mangle -m layer7 --l7proto http -j MARK --set-mark 3

# towards the client; the classes are far from what the guest can forward, so the rates are tc's
router tc qdisc add dev r0 root handle 1: htb default 4
router tc class add dev r0 parent 1: classid 1:3 htb rate 2mbit ceil 2mbit
router tc class add dev r0 parent 1: classid 1:4 htb rate 16mbit ceil 16mbit
class_of 3 r0 1:3

# 1,000,000 bytes take 4 s at 2 Mbit/s
head -c 1000000 /dev/urandom >$SRV/www/some
background shaped client curl -sSf -o /dev/null -w '%{speed_download}' http://$S4/some
shaped=$!
speed=$(client curl -sSfk -o /dev/null -w '%{speed_download}' https://$S4/some)
wait $shaped || fail "the shaped download failed" "$(cat /tmp/shaped.log)"
free=$((${speed%.*} * 8 / 1000))
shaped=$(sed 's/\..*//' /tmp/shaped.log)
shaped=$((shaped * 8 / 1000))
echo "http (shaped to 2000 kbit/s): $shaped kbit/s; tls beside it: $free kbit/s"
at_most "rate of the shaped class in kbit/s" "$shaped" 2200
at_least "rate of the shaped class in kbit/s" "$shaped" 1200
at_least "rate of the class beside it in kbit/s" "$free" 6000
at_least "bytes in the shaped class" "$(router tc -s class show dev r0 | awk '/class htb 1:3/ { on = 1 } on && /Sent/ { print $2; exit }')" 1000000
