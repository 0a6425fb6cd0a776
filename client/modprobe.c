// SPDX-License-Identifier: GPL-2.0-only
#include "client/modprobe.h"

#include <errno.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/wait.h>

void l7_modprobe(const char *module)
{
	char *argv[] = { "/sbin/modprobe", "-q", (char *)module, NULL };
	char *envp[] = { NULL };
	pid_t pid;

	if (!posix_spawn(&pid, argv[0], NULL, NULL, argv, envp))
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
}
