#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# l7 without a kernel module: help, usage errors, definitions good and bad.
set -u
B=${B:-build}
l7=$B/l7
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/a/sub" "$work/b" "$work/bad" "$work/empty"
printf '# one\none\n^1\n' >"$work/a/one.pat"
printf 'two\n^2\n' >"$work/a/sub/two.pat"
printf 'one\n^uno\n' >"$work/b/one.pat"
printf 'broken\n^a(b\n' >"$work/bad/broken.pat"
printf 'fine\n^b\n' >"$work/bad/fine.pat"

. tests/cli/expect

expect 2 '^usage: l7 SUBCOMMAND' "$l7"
expect 0 '^  compile' "$l7" --help
expect 2 'no subcommand "frob"' "$l7" frob
expect 0 '^l7 [0-9]' "$l7" version
expect 2 '"x" is not understood here' "$l7" version x
for sub in list show stats load unload on off compile version help; do
	expect 0 "^usage: l7 $sub" "$l7" $sub --help
	expect 0 "^usage: l7 $sub" "$l7" help $sub
done
# 80 columns are enough; of the overview too
too_long=$(for sub in '' list show stats top monitor load unload on off explain compile test check doctor; do
	"$l7" $sub --help | awk -v of="$sub" 'length($0) > 80 { print of ": " $0 }'
done)
if [ -z "$too_long" ]; then echo "ok help fits 80 columns"; else echo "not ok help fits 80 columns"; echo "$too_long"; bad=1; fi
for sub in list stats load unload on off compile show; do
	expect 2 'explains how it is used' "$l7" $sub --frob
done
expect 2 'not understood' "$l7" on now
expect 2 'one protocol' "$l7" show
expect 2 'without -d and names' "$l7" load -i x -d y

expect 0 '^definitions  2$' "$l7" compile -d "$work/a" -o "$work/image"
expect 0 '^L7\|^1I7L' head -c 4 "$work/image"
# what isn't a file is written as it is; a link stays one; what fails leaves what was there
mkfifo "$work/pipe"
cat "$work/pipe" >"$work/piped" &
expect 0 'written to' "$l7" compile -d "$work/a" -o "$work/pipe"
wait
if [ -p "$work/pipe" ] && cmp -s "$work/image" "$work/piped"; then echo "ok an image through a pipe"; else echo "not ok an image through a pipe"; bad=1; fi
ln -s image "$work/link"
expect 0 'written to' "$l7" compile -d "$work/a" -o "$work/link" two
expect 0 '^image$' readlink "$work/link"
expect 2 'nowhere/image: No such file' "$l7" compile -d "$work/a" -o "$work/nowhere/image"
expect 0 '^definitions  1$' "$l7" compile -d "$work/a" two
expect 2 'broken.pat:2:3: error' "$l7" compile -d "$work/bad"
expect 0 '^definitions  1$' "$l7" compile -d "$work/bad" fine
expect 2 'did you mean one' "$l7" compile -d "$work/a" onf
expect 2 'no definitions' "$l7" compile -d "$work/empty"
expect 2 '"0" is no number' "$l7" load --numpackets 0
expect 2 '"-1" is no number' "$l7" load --maxflows -1
expect 2 '"10k" is no number' "$l7" load --maxdatalen 10k
expect 2 'nowhere: error: No such file' "$l7" compile -d "$work/nowhere"
expect 2 'nowhere/image: No such file' "$l7" compile -d "$work/a" -o "$work/nowhere/image"
expect 0 'user.s  .*/a/sub/two.pat' "$l7" list -a -d "$work/a"
expect 0 '"schema": 1' "$l7" list -a -j -d "$work/a"
expect 0 'pattern  ^uno$' "$l7" show -d "$work/b" -d "$work/a" one
expect 1 'no definition of "three"' "$l7" show -d "$work/a" three
if [ "$(wc -l <"$work/out")" -eq 1 ]; then echo "ok one error, not two"; else echo "not ok one error, not two"; cat "$work/out"; bad=1; fi
if [ ! -e /sys/module/xt_layer7 ] && [ ! -e /sys/kernel/btf/vmlinux ]; then
	expect 0 '^note: .*l7 doctor' "$l7" show -d "$work/a" two
fi
expect 0 '"pattern": "^2"' "$l7" show -j -d "$work/a" two
exit $bad
