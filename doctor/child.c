// SPDX-License-Identifier: GPL-2.0-only
/*
 * child.c - runs another program and keeps what it says
 */

#include "doctor/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define READ_BYTES 65536 /* at least so much room for a read */

/** struct stream - one of its outputs on its way: @size of @room bytes; @fd is -1 once it has ended */
struct stream {
	int fd;
	char *text;
	size_t size;
	size_t room;
};

void l7_child_output_fini(struct l7_child_output *said)
{
	free(said->out);
	free(said->err);
	*said = (struct l7_child_output) { 0 };
}

static int find(const char *name, char *path, size_t size)
{
	static const char *const dirs[] = { "/usr/sbin", "/usr/bin", "/sbin", "/bin" };

	for (size_t i = 0; i < sizeof(dirs) / sizeof(dirs[0]); i++)
		if (snprintf(path, size, "%s/%s", dirs[i], name) < (int)size && !access(path, X_OK))
			return 0;
	return -ENOENT;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int make_room(struct stream *s)
{
	const size_t room = s->room ? s->room * 2 : 2 * READ_BYTES;
	char *more;

	if (s->size + READ_BYTES < s->room)
		return 0;
	if (s->size > L7_CHILD_MAX_BYTES)
		return -EFBIG;
	more = realloc(s->text, room);
	if (!more)
		return -ENOMEM;
	s->text = more;
	s->room = room;
	return 0;
}

/* Return: 0; negative errno: nothing more can be taken */
static int take(struct stream *s)
{
	int err = make_room(s);
	ssize_t n;

	if (err)
		return err;
	n = read(s->fd, s->text + s->size, s->room - s->size - 1);
	if (n < 0 && errno == EINTR)
		return 0;
	if (n > 0) {
		s->size += n;
	} else {
		close(s->fd);
		s->fd = -1;
	}
	s->text[s->size] = '\0';
	return 0;
}

static int take_all(struct stream stream[2])
{
	const long end = now_ms() + L7_CHILD_SECONDS * 1000;
	int err = 0;

	while (!err && (stream[0].fd >= 0 || stream[1].fd >= 0)) {
		struct pollfd p[2] = {
			{ .fd = stream[0].fd, .events = POLLIN },
			{ .fd = stream[1].fd, .events = POLLIN },
		};
		const long left = end - now_ms();

		if (left <= 0)
			return -ETIMEDOUT;
		if (poll(p, 2, left) < 0 && errno != EINTR)
			return -errno;
		for (int i = 0; i < 2 && !err; i++)
			if (p[i].revents)
				err = take(&stream[i]);
	}
	return err;
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -EINTR;
}

/* @out, @err: its ends of the pipes */
static int spawn(pid_t *pid, const char *path, const char *const argv[], int out, int err)
{
	char *const envp[] = { "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", NULL };
	posix_spawn_file_actions_t actions;
	int failed;

	failed = posix_spawn_file_actions_init(&actions);
	if (failed)
		return -failed;
	failed = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (!failed)
		failed = posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
	if (!failed)
		failed = posix_spawn(pid, path, &actions, NULL, (char *const *)argv, envp);
	posix_spawn_file_actions_destroy(&actions);
	return -failed;
}

static void close_all(int fd[4])
{
	for (int i = 0; i < 4; i++)
		if (fd[i] >= 0)
			close(fd[i]);
}

static int converse(const char *path, const char *const argv[], int fd[4], struct l7_child_output *said)
{
	struct stream stream[2] = { { .fd = fd[0] }, { .fd = fd[2] } };
	pid_t pid;
	int status, err = spawn(&pid, path, argv, fd[1], fd[3]);

	if (err)
		return err;
	close(fd[1]);
	close(fd[3]);
	err = take_all(stream);
	if (err)
		kill(pid, SIGKILL);
	status = wait_for(pid);
	/* what was not read to its end is still open */
	fd[0] = stream[0].fd;
	fd[1] = -1;
	fd[2] = stream[1].fd;
	fd[3] = -1;
	said->out = stream[0].text;
	said->err = stream[1].text;
	return err ? err : status;
}

int l7_child_run(const char *const argv[], struct l7_child_output *said)
{
	int fd[4] = { -1, -1, -1, -1 };
	char path[4096];
	int err;

	*said = (struct l7_child_output) { 0 };
	err = find(argv[0], path, sizeof(path));
	if (err)
		return err;
	if (pipe2(fd, O_CLOEXEC) || pipe2(fd + 2, O_CLOEXEC))
		err = -errno;
	else
		err = converse(path, argv, fd, said);
	close_all(fd);
	return err;
}
