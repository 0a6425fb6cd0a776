// SPDX-License-Identifier: GPL-2.0-only
/*
 * outfile.c - a file that is there whole or not at all
 */

#include "cli/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t usual_mode(void)
{
	const mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* like the one whose place it takes, which may be nobody's but the owner's to read */
static int become(int fd, const char *place)
{
	struct stat old;

	if (stat(place, &old))
		return fchmod(fd, usual_mode());
	if (fchown(fd, old.st_uid, old.st_gid) && fchown(fd, -1, old.st_gid))
		return fchmod(fd, old.st_mode & 0700);
	return fchmod(fd, old.st_mode & 07777);
}

static FILE *open_beside(struct l7_outfile *f)
{
	FILE *out;
	int fd;

	if (asprintf(&f->beside, "%s.XXXXXX", f->place) < 0) {
		f->beside = NULL;
		return NULL;
	}
	fd = mkostemp(f->beside, O_CLOEXEC);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!out && fd >= 0) {
		unlink(f->beside);
		close(fd);
	}
	return out;
}

int l7_outfile_open(struct l7_outfile *f, const char *path)
{
	struct stat st;
	int err;

	*f = (struct l7_outfile){ .path = path };
	if (!strcmp(path, "-")) {
		f->out = stdout;
		return 0;
	}
	f->place = realpath(path, NULL);
	if (!f->place)
		f->place = strdup(path);
	if (!f->place)
		return -1;
	f->out = !stat(f->place, &st) && !S_ISREG(st.st_mode) ? fopen(f->place, "we") : open_beside(f);
	if (f->out)
		return 0;
	err = errno;
	free(f->beside);
	free(f->place);
	errno = err;
	return -1;
}

int l7_outfile_close(struct l7_outfile *f, bool keep)
{
	bool good = !fflush(f->out) && !ferror(f->out) && keep;
	int err = errno;

	if (good && f->beside)
		good = !become(fileno(f->out), f->place) && !rename(f->beside, f->place);
	if (!good && keep && errno)
		err = errno;
	if (!good && f->beside)
		unlink(f->beside);
	if (f->out != stdout)
		fclose(f->out);
	free(f->beside);
	free(f->place);
	errno = err;
	return good ? 0 : -1;
}
