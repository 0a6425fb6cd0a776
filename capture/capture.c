// SPDX-License-Identifier: GPL-2.0-only
/* capture.c - all packets of a capture file */

#include <pcap/pcap.h>

#include "capture/capture.h"

int l7_capture_read(const char *path, void (*each)(void *ctx, const struct l7_capture_packet *pkt), void *ctx, char *error)
{
	pcap_t *pcap = pcap_open_offline(path, error);
	struct pcap_pkthdr *head;
	const u_char *frame;

	if (!pcap)
		return -1;
	while (pcap_next_ex(pcap, &head, &frame) == 1) {
		struct l7_capture_packet pkt;

		if (l7_capture_decode(pcap_datalink(pcap), frame, head->caplen, &pkt))
			each(ctx, &pkt);
	}
	pcap_close(pcap);
	return 0;
}
