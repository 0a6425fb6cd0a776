// SPDX-License-Identifier: GPL-2.0-only
/*
 * top_screen.c - `l7 top` on a terminal
 *
 *   summary (2 lines)
 *   notice, or what was wrong with a filter
 *   heading
 *   rows ...
 *   keys, or the filter being typed
 */

#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/top.h"

#define HEAD_LINES (L7_TOP_SUMMARY_LINES + 2)
#define FOOT_LINES 1
#define ESCAPE 27
#define ESCAPE_WAIT_MS 25	/* after which an escape is the key, not the beginning of one */
#define FILTER_SIZE 480		/* bytes of a filter being typed, NUL included */

enum mode {
	TABLE,
	HELP,
	TYPING,
};

/**
 * struct screen - what is on it, beside the rows
 * @first:  row at the top of the table
 * @paused: no new samples
 * @typed:  the filter in the making
 * @said:   what was wrong with it, "" if nothing
 * @yellow: attribute of notices
 * @failed: sampling has, @top->feed.error says why
 */
struct screen {
	struct l7_top *top;
	enum mode mode;
	size_t first;
	bool paused;
	char typed[FILTER_SIZE];
	char said[L7_TOP_LINE_SIZE];
	int yellow;
	bool leave;
	bool failed;
};

static const char *const help_lines[] = {
	"l7 top: connections, their verdicts, and what they carry",
	"",
	"  c p g         a line for each connection, protocol, group of protocols",
	"  s S           sort by the next, by the previous of rate, bytes, packets, age,",
	"                timeout and name",
	"  f             type a filter: proto=http,tls group=p2p host=10.0.0.0/8 port=53",
	"                port=6881-6889 transport=udp mark=3 zone=1; != for the opposite",
	"  F             no filter",
	"  u             rates in bits or in bytes",
	"  space         pause, go on",
	"  + -           more, less time between two samples",
	"  arrows, Page up and down, Home, End: move in the table",
	"  h             this page; any key leaves it",
	"  q             leave",
	"",
	"PROTOCOL  unknown: inspection ended without a match; unset: it goes on;",
	"          -: nobody inspects this connection",
	"UP DOWN   rates from and to the one who opened the connection",
	"BYTES     both directions, since the connection began",
	"LEFT      time until conntrack forgets it, if nothing comes any more",
};

#define HELP_LINES ((int)(sizeof(help_lines) / sizeof(help_lines[0])))

static uint64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static size_t rows_shown(void)
{
	return LINES > HEAD_LINES + FOOT_LINES ? LINES - HEAD_LINES - FOOT_LINES : 0;
}

static void draw_line(int y, int attributes, const char *text)
{
	attron(attributes);
	mvaddnstr(y, 0, text, COLS);
	attroff(attributes);
}

/* as wide as the screen, so that a bar is seen */
static void draw_bar(int y, const char *text)
{
	attron(A_REVERSE);
	mvhline(y, 0, ' ', COLS);
	mvaddnstr(y, 0, text, COLS);
	attroff(A_REVERSE);
}

static void draw_head(struct screen *s, const struct l7_top_layout *layout)
{
	char line[L7_TOP_LINE_SIZE];

	for (int i = 0; i < L7_TOP_SUMMARY_LINES; i++) {
		l7_top_summary(s->top, i, line);
		draw_line(i, i ? A_NORMAL : A_BOLD, line);
	}
	if (l7_top_notice(s->top, line))
		draw_line(L7_TOP_SUMMARY_LINES, s->yellow, line);
	l7_top_heading(s->top, layout, line);
	draw_bar(HEAD_LINES - 1, line);
}

/* over the table, as many lines as it takes */
static void draw_said(const struct screen *s)
{
	if (!*s->said)
		return;
	move(L7_TOP_SUMMARY_LINES, 0);
	clrtoeol();
	attron(s->yellow);
	addstr(s->said);
	attroff(s->yellow);
	clrtoeol();
}

static void draw_foot(const struct screen *s)
{
	const char *paused = s->paused ? "PAUSED  " : "";
	char line[L7_TOP_LINE_SIZE], *filter;

	if (s->mode == TYPING) {
		snprintf(line, sizeof(line), "filter: %s", s->typed);
		/* the end of a long one is what is being typed */
		draw_line(LINES - 1, A_NORMAL, strlen(line) < (size_t)COLS ? line : line + strlen(line) - COLS + 1);
		return;
	}
	filter = l7_filter_text(&s->top->filter);
	if (filter && *filter)
		snprintf(line, sizeof(line), "%sq quit  h help  F no filter  f filter: %s", paused, filter);
	else
		snprintf(line, sizeof(line), "%sq quit  h help  c connections  p protocols  g groups  s sort  f filter  u unit",
			 paused);
	draw_bar(LINES - 1, line);
	free(filter);
}

static void draw_table(struct screen *s)
{
	struct l7_top_layout layout;
	char line[L7_TOP_LINE_SIZE];

	if (s->first + rows_shown() > s->top->nrows)
		s->first = s->top->nrows > rows_shown() ? s->top->nrows - rows_shown() : 0;
	l7_top_layout(s->top, COLS, &layout);
	draw_head(s, &layout);
	for (size_t i = 0; i < rows_shown() && s->first + i < s->top->nrows; i++) {
		const struct l7_top_row *row = &s->top->row[s->first + i];

		l7_top_line(s->top, &layout, row, line);
		draw_line(HEAD_LINES + i, strcmp(row->name, "-") ? A_NORMAL : A_DIM, line);
	}
	draw_said(s);
	draw_foot(s);
}

static void draw(struct screen *s)
{
	erase();
	if (s->mode == HELP)
		for (int i = 0; i < HELP_LINES && i < LINES; i++)
			draw_line(i, i ? A_NORMAL : A_BOLD, help_lines[i]);
	else
		draw_table(s);
	curs_set(s->mode == TYPING);
	refresh();
}

static void sample(struct screen *s)
{
	if (l7_top_read(s->top))
		s->failed = s->leave = true;
}

static void arrange(struct screen *s)
{
	if (!l7_top_arrange(s->top))
		return;
	strcpy(s->top->feed.error, "out of memory");
	s->failed = s->leave = true;
}

static void view(struct screen *s, enum l7_top_by by)
{
	s->top->by = by;
	s->first = 0;
	arrange(s);
}

static void sort_by(struct screen *s, int step)
{
	s->top->sort = (s->top->sort + L7_TOP_SORTS + step) % L7_TOP_SORTS;
	s->first = 0;
	arrange(s);
}

static void begin_typing(struct screen *s)
{
	char *filter = l7_filter_text(&s->top->filter);

	snprintf(s->typed, sizeof(s->typed), "%s", filter ? filter : "");
	free(filter);
	s->mode = TYPING;
}

static void end_typing(struct screen *s)
{
	struct l7_diags diags = { 0 };

	*s->said = '\0';
	if (l7_filter_parse(&s->top->filter, s->typed, &s->top->names, &diags)) {
		snprintf(s->said, sizeof(s->said), "%s", diags.count && diags.diag[0].text ? diags.diag[0].text : "?");
	} else {
		s->mode = TABLE;
		s->first = 0;
		arrange(s);
	}
	l7_diags_fini(&diags);
}

static void type(struct screen *s, int key)
{
	const size_t len = strlen(s->typed);

	if (key == '\n' || key == '\r' || key == KEY_ENTER) {
		end_typing(s);
	} else if (key == ESCAPE) {
		s->mode = TABLE;
		*s->said = '\0';
	} else if ((key == KEY_BACKSPACE || key == 127 || key == '\b') && len) {
		s->typed[len - 1] = '\0';
	} else if (key == 'U' - '@') {
		*s->typed = '\0';
	} else if (key >= ' ' && key < 127 && len + 1 < sizeof(s->typed)) {
		s->typed[len] = key;
		s->typed[len + 1] = '\0';
	}
}

/* Return: whether @key moves in the table. The end is found when it is drawn. */
static bool move_by(struct screen *s, int key)
{
	const size_t page = rows_shown();

	if (key == KEY_DOWN)
		s->first++;
	else if (key == KEY_UP)
		s->first -= s->first > 0;
	else if (key == KEY_NPAGE)
		s->first += page;
	else if (key == KEY_PPAGE)
		s->first -= s->first > page ? page : s->first;
	else if (key == KEY_HOME)
		s->first = 0;
	else if (key == KEY_END)
		s->first = s->top->nrows;
	else
		return false;
	return true;
}

static void change_delay(struct screen *s, bool more)
{
	static const uint64_t steps[] = { 200, 500, 1000, 2000, 5000, 10000, 30000, 60000 }; /* ms */
	const size_t n = sizeof(steps) / sizeof(steps[0]);
	size_t i = 0;

	while (more && i + 1 < n && steps[i] * 1000000 <= s->top->delay)
		i++;
	for (i = more ? i : n - 1; !more && i > 0 && steps[i] * 1000000 >= s->top->delay; i--)
		;
	s->top->delay = steps[i] * 1000000;
}

static void command(struct screen *s, int key)
{
	*s->said = '\0';
	if (key == 'q' || key == 'Q')
		s->leave = true;
	else if (key == 'h' || key == '?')
		s->mode = HELP;
	else if (key == 'c' || key == 'p' || key == 'g')
		view(s, key == 'c' ? L7_TOP_CONNECTIONS : key == 'p' ? L7_TOP_PROTOCOLS : L7_TOP_GROUPS);
	else if (key == 's' || key == 'S')
		sort_by(s, key == 's' ? 1 : -1);
	else if (key == 'u')
		s->top->in_bytes = !s->top->in_bytes;
	else if (key == 'f' || key == '/')
		begin_typing(s);
	else if (key == ' ')
		s->paused = !s->paused;
	else if (key == '+' || key == '-')
		change_delay(s, key == '+');
	else if (key == 'F') {
		l7_filter_fini(&s->top->filter);
		arrange(s);
	} else {
		move_by(s, key);
	}
}

static void press(struct screen *s, int key)
{
	if (key == KEY_RESIZE)
		return;
	if (s->mode == HELP)
		s->mode = TABLE;
	else if (s->mode == TYPING)
		type(s, key);
	else
		command(s, key);
}

/* Keys until @due, then a sample. */
static void wait_until(struct screen *s, uint64_t due)
{
	struct pollfd keys = { .fd = STDIN_FILENO, .events = POLLIN };
	const uint64_t now = clock_ns();
	int key, n;

	n = l7_interrupt_poll(&keys, 1, s->paused ? -1 : due > now ? (int64_t)(due - now) : 0);
	if (l7_interrupt_seen() || (n > 0 && keys.revents & (POLLHUP | POLLERR | POLLNVAL)))
		s->leave = true;
	/* after a signal too: a new size of the window is a key */
	while (!s->leave && (key = getch()) != ERR)
		press(s, key);
}

static void loop(struct screen *s)
{
	uint64_t due = 0;

	while (!s->leave) {
		if (!s->paused && clock_ns() >= due) {
			sample(s);
			/* the second one soon, so that there are rates */
			due = clock_ns() + (due || s->top->delay < 500000000 ? s->top->delay : 500000000);
		}
		if (s->leave)
			break;
		draw(s);
		wait_until(s, due);
	}
}

static void begin_colours(struct screen *s)
{
	const char *never = getenv("NO_COLOR");

	s->yellow = A_BOLD;
	if ((never && *never) || !has_colors() || start_color() == ERR)
		return;
	use_default_colors();
	init_pair(1, COLOR_YELLOW, -1);
	s->yellow = COLOR_PAIR(1);
}

/* "dumb" is known too, but can't do what a table needs */
static bool is_able(void)
{
	return cursor_address && clear_screen;
}

int l7_top_screen(struct l7_top *top)
{
	struct screen s = { .top = top };
	SCREEN *terminal;

	/* a kernel that refuses is told of on the terminal as it was */
	if (l7_top_read(top)) {
		fprintf(stderr, "l7 top: %s\n", top->feed.error);
		return L7_EXIT_FAILURE;
	}
	l7_interrupt_catch();
	terminal = newterm(NULL, stdout, stdin);
	if (!terminal) {
		fprintf(stderr, "l7 top: the terminal \"%s\" is not known: set TERM (to vt100, say), or use -b\n",
			getenv("TERM") ? getenv("TERM") : "");
		return L7_EXIT_FAILURE;
	}
	if (!is_able()) {
		endwin();
		delscreen(terminal);
		fprintf(stderr, "l7 top: a terminal of the kind \"%s\" can't show a live table; -b prints plain text\n",
			getenv("TERM"));
		return L7_EXIT_FAILURE;
	}
	set_escdelay(ESCAPE_WAIT_MS);
	cbreak();
	noecho();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	begin_colours(&s);
	loop(&s);
	endwin();
	delscreen(terminal);
	if (s.failed)
		fprintf(stderr, "l7 top: %s\n", top->feed.error);
	return s.failed ? L7_EXIT_FAILURE : L7_EXIT_YES;
}
