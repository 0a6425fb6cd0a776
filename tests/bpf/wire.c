// SPDX-License-Identifier: GPL-2.0-only
#include "tests/bpf/wire.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define NAME "trial"
#define MTU 65535

static bool open_device(struct wire *w)
{
	struct ifreq r = { .ifr_name = NAME, .ifr_flags = IFF_TUN | IFF_NO_PI };

	w->device = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
	if (w->device < 0 || ioctl(w->device, TUNSETIFF, &r))
		return false;
	r.ifr_mtu = MTU;
	if (ioctl(w->socket, SIOCSIFMTU, &r))
		return false;
	r.ifr_flags = IFF_UP;
	return !ioctl(w->socket, SIOCSIFFLAGS, &r);
}

/* what the device itself sends is not shown to the program */
static bool attach(struct wire *w, int prog)
{
	struct sockaddr_ll at = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL) };
	const int yes = 1;

	at.sll_ifindex = if_nametoindex(NAME);
	return !setsockopt(w->socket, SOL_PACKET, PACKET_IGNORE_OUTGOING, &yes, sizeof(yes)) &&
	       !setsockopt(w->socket, SOL_SOCKET, SO_ATTACH_BPF, &prog, sizeof(prog)) &&
	       !bind(w->socket, (struct sockaddr *)&at, sizeof(at));
}

bool wire_open(struct wire *w, int prog)
{
	*w = (struct wire){ -1, -1 };
	if (unshare(CLONE_NEWNET))
		return false;
	/* protocol 0: nothing comes before it is bound */
	w->socket = socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	return w->socket >= 0 && open_device(w) && attach(w, prog);
}

void wire_close(struct wire *w)
{
	if (w->device >= 0)
		close(w->device);
	if (w->socket >= 0)
		close(w->socket);
	*w = (struct wire){ -1, -1 };
}

/* the program runs within write(); what it lets pass waits at the socket */
int wire_send(struct wire *w, const uint8_t *ip, size_t len)
{
	char byte;

	if (write(w->device, ip, len) != (ssize_t)len)
		return -1;
	return recv(w->socket, &byte, sizeof(byte), MSG_DONTWAIT) >= 0;
}
