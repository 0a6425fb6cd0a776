# SPDX-License-Identifier: GPL-2.0-only
# limit: 240
#
# examples/shape.sh with HTB and with CAKE: shares, code points, started twice, switched, stopped, wrong settings.
. /l7/lib.sh
. /l7/services.sh

net_up
has_queue cake && has_queue fq_codel || skip "this kernel has no CAKE or no fq_codel"
web_serve
ssh_serve
head -c 1500000 /dev/urandom >$SRV/www/some

# HTTP is bulk here, TLS is normal, SSH interactive
export WAN=r1 LAN=r0 UP=4000 DOWN=4000 BULK='http ftp'
shape() { router sh /l7/examples/shape.sh "$@"; }
refused "a device that is not there" 'no device nowhere0.*ip -br link' env WAN=nowhere0 nsenter --net=/run/netns/router sh /l7/examples/shape.sh start
refused "a protocol that is not there" 'nothing is shaped' env VOICE=nosuch nsenter --net=/run/netns/router sh /l7/examples/shape.sh start
refused "a queue that can't be made" 'queues could not be made' env SHAPER=cake LINK=nonsense nsenter --net=/run/netns/router sh /l7/examples/shape.sh start
equal "chains left by a start that failed" "$(router iptables -t mangle -S | grep -c l7-)" 0

SHAPER=htb shape start
SHAPER=htb shape start
for f in iptables ip6tables; do
	equal "$f: jumps after two starts" "$(router $f -t mangle -S FORWARD | grep -c 'j l7-shape')" 2
	equal "$f: protocols after two starts" "$(router $f -t mangle -S l7-sort | grep -c -- '--l7proto')" 13
done

# code points as the client sees them
for class in AF41 CS1; do
	client iptables -t mangle -A PREROUTING -p tcp -m dscp --dscp-class $class
done
client iptables -t mangle -A PREROUTING -p tcp --sport 443 -m dscp --dscp-class CS0
got() { client iptables -t mangle -nvxL PREROUTING "$1" | awk '{ print $1 }'; }

# both at once: what each class has sent from the moment on when both move until the normal one is done
sent() { router tc -s class show dev r0 | awk -v c="1:$1" '$3 == c { on = 1 } on && /Sent/ { print $2; exit }'; }
moves() { [ "$(sent "$1")" -gt 100000 ]; }
# again and again: a slow guest may take longer to begin with TLS than the file takes alone
background bulk client sh -c "while curl -sSf -o /dev/null http://$S4/big; do :; done"
bulk_pid=$!
until_true 20 moves 10 || fail "the bulk download does not move" "$(sent 10)"
background normal client curl -sSfk -o /dev/null https://$S4/big
normal_pid=$!
until_true 20 moves 20 || fail "the normal download does not move" "$(sent 20)"
bulk=$(sent 10) normal=$(sent 20)
wait $normal_pid || fail "the normal download failed" "$(cat /tmp/normal.log)"
bulk=$(($(sent 10) - bulk)) normal=$(($(sent 20) - normal))
kill $bulk_pid
pkill -x curl || true
wait $bulk_pid 2>/dev/null || true
echo "sent while both were downloading: bulk (10 %) $bulk, normal (40 %) $normal bytes"
at_least "bytes of the normal class" "$normal" 1000000
at_most "bytes of the bulk class beside it" "$bulk" $((normal / 3))
ssh_use
at_least "packets of ssh marked AF41" "$(got 1)" 5
at_least "packets of http marked CS1" "$(got 2)" 50
at_least "packets of tls marked CS0" "$(got 3)" 50
contains "status" "$(shape status)" 'class htb 1:40'
at_least "bytes of the interactive class" "$(sent 30)" 1000

# --- CAKE in its place; columns of its statistics: Bulk, Best Effort, Video, Voice
SHAPER=cake shape start
contains "CAKE is there" "$(router tc qdisc show dev r1)" 'cake .*4Mbit diffserv4'
tin() { router tc -s qdisc show dev r0 root | awk -v n="$1" '$1 == "bytes" { print $(n + 1) }'; }
http_use some
tls_use some
ssh_use
at_least "bytes in the bulk tin" "$(tin 1)" 1400000
at_least "bytes in the best effort tin" "$(tin 2)" 1400000
at_least "bytes in the video tin" "$(tin 3)" 1000
client iptables -t mangle -F
equal "code points that leave to the Internet" "$(server nft -f - <<-'END' && ssh_use && server nft list counters | grep -c 'packets 0 '
	table inet t {
		counter marked { }
		chain c { type filter hook prerouting priority 0; ip dscp != cs0 counter name marked; }
	}
END
)" 1

shape stop
equal "rules left" "$(router iptables -t mangle -S; router ip6tables -t mangle -S)" "$(client iptables -t mangle -S; client ip6tables -t mangle -S)"
equal "queues left" "$(router tc qdisc show | grep -cE 'htb|cake')" 0
shape stop
