// SPDX-License-Identifier: GPL-2.0-only
/*
 * lock.c - one file, locked as a whole
 */

#include "client/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

const char *const l7_lock_file = L7_LOCK_FILE;

int l7_lock(void)
{
	int fd = open(l7_lock_file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

	if (fd >= 0)
		while (flock(fd, LOCK_EX) && errno == EINTR)
			;
	return fd;
}

void l7_unlock(int lock)
{
	if (lock >= 0)
		close(lock);
}
