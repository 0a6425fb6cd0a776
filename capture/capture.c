// SPDX-License-Identifier: GPL-2.0-only
/* capture.c - all packets of a capture file */

#include <pcap/pcap.h>

#include "capture/decode.h"

_Static_assert(L7_CAPTURE_ERROR_SIZE >= PCAP_ERRBUF_SIZE, "libpcap writes there");

int l7_capture_read(const char *path, bool tunnels, void (*each)(void *ctx, const struct l7_capture_packet *pkt),
		    void *ctx, char *error)
{
	struct l7_decoder d = { .tunnels = tunnels, .each = each, .ctx = ctx };
	pcap_t *pcap = pcap_open_offline(path, error);
	struct pcap_pkthdr *head;
	const u_char *frame;

	if (!pcap)
		return -1;
	d.dlt = pcap_datalink(pcap);
	while (pcap_next_ex(pcap, &head, &frame) == 1)
		l7_decode(&d, frame, head->caplen);
	l7_decode_end(&d);
	pcap_close(pcap);
	return 0;
}
