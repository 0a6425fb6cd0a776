// SPDX-License-Identifier: GPL-2.0-only
/*
 * pinned_home.c - ancestors, and a child that goes to where they live
 */

#include "client/pinned_home.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* 0: unknown, or there is none */
static pid_t parent_of(pid_t pid)
{
	char path[64], line[128];
	int parent = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	f = fopen(path, "re");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "PPid: %d", &parent) == 1)
			break;
	if (f)
		fclose(f);
	return parent;
}

static int open_namespace(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/ns/mnt", (int)pid);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static bool is_ours(int fd)
{
	struct stat theirs, ours;

	return fstat(fd, &theirs) || stat("/proc/self/ns/mnt", &ours) || theirs.st_ino == ours.st_ino;
}

int l7_pinned_home_open(void)
{
	int home = -1;

	for (pid_t pid = parent_of(getpid()); pid > 0; pid = parent_of(pid)) {
		int fd = open_namespace(pid);

		if (fd < 0)
			continue;
		if (home >= 0)
			close(home);
		home = fd;
	}
	if (home >= 0 && is_ours(home)) {
		close(home);
		home = -1;
	}
	return home;
}

/* An answer, and the descriptor that goes with it (if > 0). */
static void send_answer(int to, int answer)
{
	char room[CMSG_SPACE(sizeof(int))] = { 0 };
	struct iovec data = { &answer, sizeof(answer) };
	struct msghdr msg = { .msg_iov = &data, .msg_iovlen = 1 };

	if (answer > 0) {
		struct cmsghdr *head;

		msg.msg_control = room;
		msg.msg_controllen = sizeof(room);
		head = CMSG_FIRSTHDR(&msg);
		*head = (struct cmsghdr) {
			.cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS,
		};
		memcpy(CMSG_DATA(head), &answer, sizeof(answer));
	}
	sendmsg(to, &msg, 0);
}

static int receive_answer(int from)
{
	char room[CMSG_SPACE(sizeof(int))];
	int answer = -EIO;
	struct iovec data = { &answer, sizeof(answer) };
	struct msghdr msg = {
		.msg_iov = &data, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof(room),
	};
	ssize_t n = recvmsg(from, &msg, MSG_CMSG_CLOEXEC);
	struct cmsghdr *head = n == sizeof(answer) ? CMSG_FIRSTHDR(&msg) : NULL;

	if (n != sizeof(answer))
		return -EIO;
	if (head && head->cmsg_type == SCM_RIGHTS)
		memcpy(&answer, CMSG_DATA(head), sizeof(answer));
	return answer;
}

int l7_pinned_home_run(int home, int (*action)(void))
{
	int pair[2], answer;
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
		return -errno;
	child = fork();
	if (!child) {
		send_answer(pair[1], setns(home, CLONE_NEWNS) ? -errno : action());
		_exit(0);
	}
	answer = child < 0 ? -errno : 0;
	close(pair[1]);
	if (!answer)
		answer = receive_answer(pair[0]);
	close(pair[0]);
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return answer;
}
