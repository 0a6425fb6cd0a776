# SPDX-License-Identifier: GPL-2.0-only
# limit: 240
#
# The scripts of examples/: shape.sh with HTB and with CAKE (shares, code points, started twice, switched, stopped,
# wrong settings), account.sh, nftables.nft with its labels and its flowtable.
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
ssh_serve
head -c 1500000 /dev/urandom >$SRV/www/some

# --- shape.sh; HTTP is bulk here, TLS is normal, SSH interactive
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

# --- account.sh
account() { router sh /l7/examples/account.sh "$@"; }
account start
equal "protocols counted, unset and unknown beside" "$(account show >/dev/null && router iptables -t mangle -S l7-account | grep -c l7proto)" $(($(ls /l7/defs/*.pat | wc -l) + 2))
account start http ssh
http_use some
ssh_use
seen=$(account show)
echo "$seen"
line=$(echo "$seen" | grep ^http)
contains "http is counted" "$line" '^http +[0-9]+ +1[56][0-9]{5} +[89][0-9]\.[0-9]%$'
contains "ssh is counted" "$seen" '^ssh +[0-9]+ +[0-9]+ '
equal "the biggest comes first" "$(echo "$seen" | awk 'NR == 2 { print $1 }')" http
account stop
refused "show after stop" 'not started' nsenter --net=/run/netns/router sh /l7/examples/account.sh show

# --- README.md: a definition of one's own, tried on the machine itself
mkdir -p /tmp/patterns
cat >/tmp/patterns/redis.pat <<'END'
protocol  redis
group     database
source    https://redis.io/docs/reference/protocol-spec
tcp client: ^\*[1-9][0-9]*\r\n\$[0-9]+\r\n[A-Za-z]
tcp server: ^(\+(OK|PONG)\r|-(ERR|NOAUTH) )
END
router iptables -A OUTPUT -m layer7 --l7dir /tmp/patterns --l7proto redis
router nc -l -p 6379 >/dev/null &
tcp_up router 6379
printf '*1\r\n$4\r\nPING\r\n' | router nc -q 1 127.0.0.1 6379
at_least "packets of the worked example" "$(packets filter OUTPUT 1)" 2
router iptables -F OUTPUT

# --- nftables.nft, with the names of examples/connlabel.conf
cp /etc/xtables/connlabel.conf /tmp/connlabel.before
trap 'cp /tmp/connlabel.before /etc/xtables/connlabel.conf' EXIT
cp /l7/examples/connlabel.conf /etc/xtables/connlabel.conf
sed -i 's/^define WAN = .*/define WAN = r1/; s/^define LAN = .*/define LAN = r0/' /l7/examples/nftables.nft
router l7 load -q
router l7 on
router nft -f /l7/examples/nftables.nft
router nft -f /l7/examples/nftables.nft
client iptables -t mangle -A PREROUTING -p tcp --sport 22 -m dscp --dscp-class AF41
background big client curl -sSf --limit-rate 400k -o /dev/null http://$S4/big
pid=$!
until_true 10 sh -c "nsenter --net=/run/netns/router conntrack -L -p tcp --dport 80 -o labels 2>/dev/null | grep -q 'OFFLOAD.*l7-http'" ||
	fail "the download is not in the flowtable" "$(router conntrack -L -p tcp -o labels)"
ssh_use
equal "ssh in the flowtable" "$(router conntrack -L -p tcp --dport 22 2>/dev/null | grep -c OFFLOAD)" 0
at_least "packets of ssh marked AF41" "$(got 1)" 5
wait $pid || fail "the download in the flowtable failed" "$(cat /tmp/big.log)"
router l7 off
router nft delete table inet l7shape
