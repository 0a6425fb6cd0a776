/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef L7_TESTS_BENCH_GATEWAY_LOAD_H
#define L7_TESTS_BENCH_GATEWAY_LOAD_H

#include <netinet/in.h>
#include <stdint.h>

/* Each command: @arg are its arguments, NULL ends them; load.c has checked their number. Return: exit status. */
int load_serve(char **arg);
int load_connect(char **arg);
int load_fetch(char **arg);
int load_hole(char **arg);
int load_packets(char **arg);
int load_accept(char **arg);
int load_program(char **arg);
int load_watch(char **arg);

/* Ends the process with status 2 and says what failed, and why. */
void load_die(const char *what) __attribute__((noreturn));

/* ns since some moment */
uint64_t load_now(void);

/* A number in decimal; anything else ends the process. */
unsigned long load_number(const char *s);

/* The process runs on this processor alone from now on. */
void load_stay_on(const char *cpu);

/* @address as of inet_pton() */
struct sockaddr_in load_address(const char *address, unsigned int port);

#endif
