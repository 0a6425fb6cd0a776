# SPDX-License-Identifier: GPL-2.0-only
# limit: 120
#
# examples/account.sh, and README.md's definition of one's own, tried on the machine itself.
. /l7/lib.sh
. /l7/services.sh

net_up
web_serve
ssh_serve
head -c 1500000 /dev/urandom >$SRV/www/some

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

# a definition of one's own, tried on the machine itself
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
