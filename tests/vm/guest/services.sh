# SPDX-License-Identifier: GPL-2.0-only
#
# Debian's daemons and their own clients: for each protocol PROTO_serve starts the daemon in `server` and waits until
# it answers, PROTO_use has a client in `client` use it once, through the router. Sourced after lib.sh.

SERVICES='http tls quic ssh dns ftp smtp imap pop3 irc sip xmpp ntp snmp smb bittorrent mqtt openvpn stun'
# where the kernel has it
if ip link add gone-wg type wireguard 2>/dev/null; then
	ip link del gone-wg
	SERVICES="$SERVICES wireguard"
fi
SRV=/tmp/srv
mkdir -p $SRV

# certificate: one for all, $SRV/cert.pem and $SRV/key.pem
certificate() {
	mkdir -p $SRV
	[ -f $SRV/key.pem ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
		-subj /CN=server.test -addext subjectAltName=DNS:server.test -keyout $SRV/key.pem -out $SRV/cert.pem 2>/dev/null
}

# serve NAME COMMAND...: a daemon in the foreground of the server's namespace
serve() {
	local name=$1
	shift
	background "$name" server "$@"
}

web_serve() {
	[ ! -d $SRV/www ] || return 0
	certificate
	mkdir -p $SRV/www /var/log/nginx /var/lib/nginx
	echo hello >$SRV/www/index.html
	head -c 2000000 /dev/urandom >$SRV/www/big
	cat >$SRV/nginx.conf <<-END
		daemon off; user root; worker_processes 1; pid $SRV/nginx.pid; error_log $SRV/nginx.err;
		events { worker_connections 100; }
		http {
			access_log off; root $SRV/www;
			server { listen 80; listen [::]:80; }
			server { listen 443 ssl http2; listen [::]:443 ssl http2; ssl_certificate $SRV/cert.pem; ssl_certificate_key $SRV/key.pem; }
		}
	END
	serve nginx nginx -c $SRV/nginx.conf
	tcp_up server 80
	tcp_up server 443
}
http_serve() { web_serve; }
http_use() { client curl -sSf -o /dev/null "http://$S4/${1:-}"; }
tls_serve() { web_serve; }
tls_use() { client curl -sSfk -o /dev/null --resolve server.test:443:$S4 "https://server.test/${1:-}"; }

quic_serve() {
	certificate
	mkdir -p $SRV/www
	echo hello >$SRV/www/index.html
	serve quic gtlsserver -q -d $SRV/www 0.0.0.0 443 $SRV/key.pem $SRV/cert.pem
	udp_up server 443
}
quic_use() { client timeout 20 gtlsclient -q --exit-on-all-streams-close $S4 443 https://server.test/index.html >/tmp/quic-use.log 2>&1; }

ssh_serve() {
	mkdir -p /run/sshd $SRV
	[ -f $SRV/host_key ] || ssh-keygen -q -t ed25519 -N '' -f $SRV/host_key
	[ -f /root/.ssh/id_ed25519 ] || { ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519; cp /root/.ssh/id_ed25519.pub /root/.ssh/authorized_keys; }
	chmod 700 /root /root/.ssh
	serve sshd /usr/sbin/sshd -De -f /dev/null -o UsePAM=no -o HostKey=$SRV/host_key -o PidFile=none
	tcp_up server 22
}
ssh_use() { client ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o BatchMode=yes -q root@$S4 "${1:-true}"; }

dns_serve() {
	serve dns dnsmasq --keep-in-foreground --no-resolv --no-hosts --conf-file=/dev/null --user=root --address=/test/192.0.2.1 \
		--enable-tftp --tftp-root=$SRV/tftp --pid-file=
	mkdir -p $SRV/tftp
	udp_up server 53
}
dns_use() { [ "$(client dig +short +time=5 +tries=2 @$S4 "host$(date +%N).test")" = 192.0.2.1 ]; }

ftp_serve() {
	mkdir -p $SRV/ftp $SRV/empty
	head -c 200000 /dev/urandom >$SRV/ftp/file
	cat >$SRV/vsftpd.conf <<-END
		listen=NO
		listen_ipv6=YES
		background=NO
		anonymous_enable=YES
		no_anon_password=YES
		anon_root=$SRV/ftp
		seccomp_sandbox=NO
		secure_chroot_dir=$SRV/empty
		connect_from_port_20=NO
		port_enable=YES
	END
	serve vsftpd vsftpd $SRV/vsftpd.conf
	tcp_up server 21
}
ftp_use() { client curl -sSf -o /dev/null "ftp://$S4/file"; }

smtp_serve() {
	mkdir -p /var/spool/smtpd
	chmod 711 /var/spool/smtpd
	echo 'root: /dev/null' >$SRV/aliases
	cat >$SRV/smtpd.conf <<-END
		table aliases file:$SRV/aliases
		listen on 0.0.0.0 port 25 hostname server.test
		action "keep" maildir "$SRV/inbox" alias <aliases>
		match from any for any action "keep"
	END
	serve smtpd smtpd -d -f $SRV/smtpd.conf
	tcp_up server 25
}
smtp_use() {
	printf 'From: a@client.test\r\nTo: root@server.test\r\nSubject: hello\r\n\r\nhello\r\n' >/tmp/mail
	client curl -sS --mail-from a@client.test --mail-rcpt root@server.test -T /tmp/mail smtp://$S4 -o /dev/null
}

mailbox_serve() {
	[ ! -d $SRV/dovecot ] || return 0
	certificate
	mkdir -p $SRV/dovecot $SRV/mail
	chown -R mail:mail $SRV/mail
	cat >$SRV/dovecot.conf <<-END
		protocols = imap pop3
		base_dir = $SRV/dovecot
		log_path = /tmp/dovecot.err
		ssl = no
		disable_plaintext_auth = no
		first_valid_uid = 1
		mail_location = maildir:$SRV/mail/%u
		passdb {
		  driver = static
		  args = nopassword=y
		}
		userdb {
		  driver = static
		  args = uid=mail gid=mail home=$SRV/mail/%u
		}
	END
	serve dovecot dovecot -F -c $SRV/dovecot.conf
	tcp_up server 143
	tcp_up server 110
}
imap_serve() { mailbox_serve; }
imap_use() { client curl -sSf -o /dev/null -u user:any imap://$S4/; }
pop3_serve() { mailbox_serve; }
pop3_use() { client curl -sSf -o /dev/null -u user:any pop3://$S4/; }

irc_serve() {
	printf '[Global]\nName = irc.test\nInfo = test\nMotdPhrase = hello\n[Options]\nDNS = no\nIdent = no\nPAM = no\n[Limits]\nMaxConnectionsIP = 0\n' >$SRV/ngircd.conf
	serve ngircd ngircd -n -f $SRV/ngircd.conf
	tcp_up server 6667
}
irc_use() {
	local dir
	dir=$(mktemp -d)
	client ii -s $S4 -p 6667 -n "u$$" -i "$dir" >/tmp/irc-use.log 2>&1 &
	until_true 20 grep -q hello "$dir/$S4/out" && echo /q >"$dir/$S4/in"
}

sip_serve() {
	serve sipp sipp -sn uas -i $S4 -p 5060 -nostdin
	udp_up server 5060
}
sip_use() { client timeout 20 sipp -sn uac -i $C4 -m 1 -d 100 -nostdin $S4:5060 >/tmp/sip-use.log 2>&1; }

xmpp_serve() {
	certificate
	mkdir -p $SRV/prosody
	chmod 644 $SRV/key.pem
	cat >$SRV/prosody.cfg.lua <<-END
		data_path = "$SRV/prosody"
		pidfile = "$SRV/prosody/pid"
		run_as_root = true
		daemonize = false
		log = { info = "/tmp/prosody.info" }
		modules_enabled = { "tls", "saslauth", "disco" }
		VirtualHost "server.test"
			ssl = { key = "$SRV/key.pem", certificate = "$SRV/cert.pem" }
	END
	serve prosody prosody --config $SRV/prosody.cfg.lua
	tcp_up server 5222
}
xmpp_use() { client timeout 20 openssl s_client -connect $S4:5222 -starttls xmpp -xmpphost server.test </dev/null >/tmp/xmpp-use.log 2>&1; }

ntp_serve() {
	mkdir -p /run/chrony
	printf 'local stratum 3\nallow all\ncmdport 0\nport 123\nbindcmdaddress /\npidfile %s/chrony.pid\n' $SRV >$SRV/chrony.conf
	serve chrony chronyd -d -x -u root -f $SRV/chrony.conf
	udp_up server 123
}
ntp_use() { client timeout 20 chronyd -Q -t 15 -f /dev/null "server $S4 iburst maxsamples 1" "cmdport 0" "bindcmdaddress /" "pidfile /tmp/chrony-use.pid" >/tmp/ntp-use.log 2>&1; }

snmp_serve() {
	printf 'rocommunity public\nagentaddress udp:161\nsysName server.test\n' >$SRV/snmpd.conf
	serve snmpd snmpd -f -Lo -C -c $SRV/snmpd.conf -p $SRV/snmpd.pid
	udp_up server 161
}
snmp_use() { client snmpget -v2c -c public -t 5 $S4 1.3.6.1.2.1.1.5.0 >/tmp/snmp-use.log; }

smb_serve() {
	mkdir -p $SRV/share $SRV/smb /run/samba
	echo hello >$SRV/share/file
	cat >$SRV/smb.conf <<-END
		[global]
		  map to guest = bad user
		  guest account = root
		  disable netbios = yes
		  smb ports = 445
		  private dir = $SRV/smb
		  lock directory = $SRV/smb
		  state directory = $SRV/smb
		  cache directory = $SRV/smb
		  pid directory = $SRV/smb
		  ncalrpc dir = $SRV/smb/rpc
		  log file = /tmp/smbd.err
		  load printers = no
		  disable spoolss = yes
		[share]
		  path = $SRV/share
		  guest ok = yes
	END
	serve smbd smbd -F --no-process-group -s $SRV/smb.conf
	tcp_up server 445
}
smb_use() { client smbclient -N -s $SRV/smb.conf //$S4/share -c 'get file /tmp/smb-use.got' >/tmp/smb-use.log 2>&1; }

# the tracker is a file: nginx answers every announce with the one peer there is
bittorrent_serve() {
	web_serve
	mkdir -p $SRV/seed
	head -c 300000 /dev/urandom >$SRV/seed/data
	python3 - $SRV <<-'END'
		import hashlib, socket, sys
		srv = sys.argv[1]
		data = open(srv + "/seed/data", "rb").read()
		pieces = b"".join(hashlib.sha1(data[i:i + 65536]).digest() for i in range(0, len(data), 65536))
		info = b"d6:lengthi%de4:name4:data12:piece lengthi65536e6:pieces%d:%se" % (len(data), len(pieces), pieces)
		url = b"http://10.2.0.2/announce"
		open(srv + "/t.torrent", "wb").write(b"d8:announce%d:%s4:info%se" % (len(url), url, info))
		peer = socket.inet_aton("10.2.0.2") + (6881).to_bytes(2, "big")
		open(srv + "/www/announce", "wb").write(b"d8:intervali60e5:peers6:" + peer + b"e")
	END
	serve aria2 aria2c -q --enable-dht=false --enable-dht6=false --bt-enable-lpd=false --listen-port=6881 --seed-ratio=0.0 -V \
		--bt-min-crypto-level=plain --bt-require-crypto=false --dir=$SRV/seed $SRV/t.torrent
	tcp_up server 6881
}
bittorrent_use() {
	rm -rf /tmp/leech
	client timeout 40 ctorrent -e 0 -p 6882 -s /tmp/leech $SRV/t.torrent >/tmp/bittorrent-use.log 2>&1
	cmp -s /tmp/leech $SRV/seed/data
}

mqtt_serve() {
	printf 'listener 1883\nallow_anonymous true\n' >$SRV/mosquitto.conf
	serve mosquitto mosquitto -c $SRV/mosquitto.conf
	tcp_up server 1883
}
mqtt_use() { client mosquitto_pub -h $S4 -t topic -m hello; }

# a tunnel between peers that know each other's certificate (one and the same here)
openvpn_serve() {
	certificate
	parts tun
	mkdir -p /dev/net
	[ -e /dev/net/tun ] || mknod /dev/net/tun c 10 200
	serve openvpn openvpn --dev tun --ifconfig 10.9.0.1 10.9.0.2 --proto udp --port 1194 --tls-server --dh none \
		--ca $SRV/cert.pem --cert $SRV/cert.pem --key $SRV/key.pem
	udp_up server 1194
}
openvpn_use() {
	local pid
	client openvpn --dev tun --ifconfig 10.9.0.2 10.9.0.1 --proto udp --remote $S4 1194 --tls-client \
		--ca $SRV/cert.pem --cert $SRV/cert.pem --key $SRV/key.pem >/tmp/openvpn-use.log 2>&1 &
	pid=$!
	until_true 20 client ping -qc1 -W1 10.9.0.1 || return 1
	kill $pid
}

wireguard_serve() {
	wg genkey >$SRV/wg-server
	wg genkey >$SRV/wg-client
	ip -n server link add wgs type wireguard
	ip -n client link add wgc type wireguard
	server wg set wgs listen-port 51820 private-key $SRV/wg-server peer "$(wg pubkey <$SRV/wg-client)" allowed-ips 10.8.0.2/32
	client wg set wgc private-key $SRV/wg-client peer "$(wg pubkey <$SRV/wg-server)" allowed-ips 10.8.0.1/32 endpoint $S4:51820
	server ip addr add 10.8.0.1/24 dev wgs
	client ip addr add 10.8.0.2/24 dev wgc
	server ip link set wgs up
	client ip link set wgc up
}
wireguard_use() { client ping -qc2 -i0.2 -W5 10.8.0.1 >/dev/null; }

stun_serve() {
	server ip addr add 10.2.0.10/24 dev s0 2>/dev/null || true
	serve stund stund -h $S4 -a 10.2.0.10
	udp_up server 3478
}
# its exit code says which kind of NAT it found
stun_use() { client timeout 20 stun $S4 1 >/tmp/stun-use.log 2>&1 || [ $? -lt 124 ]; }
