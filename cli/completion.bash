# SPDX-License-Identifier: GPL-2.0-only
# bash completion of l7; installed as /usr/share/bash-completion/completions/l7

_l7_names()
{
	"$1" list -a 2>/dev/null | awk 'NR > 1 { print $1 }'
}

# filters and options of top and monitor; a `=` is a word of its own here
_l7_live()
{
	local tool=$1 sub=$2 word=$3 before=$4 key= words=

	[ "$before" != = ] || key=${COMP_WORDS[COMP_CWORD - 2]}
	[ "$word" != = ] || { key=$before word=; }
	case ${key%!} in
	proto) words="$(_l7_names "$tool") unknown unset" ;;
	group) words=$("$tool" list -a 2>/dev/null | awk 'NR > 1 && $4 != "-" { gsub(",", "\n", $4); print $4 }' | sort -u) ;;
	transport) words="tcp udp icmp icmp6 sctp dccp gre udplite" ;;
	esac
	if [ -n "$key" ]; then
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
	elif [ "$sub $before" = "top -s" ] || [ "$sub $before" = "top --sort" ]; then
		mapfile -t COMPREPLY < <(compgen -W "rate bytes packets age timeout name" -- "$word")
	elif [[ $word == -* ]]; then
		words=$("$tool" help "$sub" 2>/dev/null | grep -Eo -- '--[a-z]+')
		mapfile -t COMPREPLY < <(compgen -W "$words --help" -- "$word")
	else
		compopt -o nospace
		mapfile -t COMPREPLY < <(compgen -S = -W "proto group host src dst port sport dport transport mark zone" -- "$word")
	fi
}

_l7()
{
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} sub=${COMP_WORDS[1]}
	local subs options

	COMPREPLY=()
	subs=$("$1" --help 2>/dev/null | awk '/^  [a-z]/ { print $1 }')
	if [ "$COMP_CWORD" -eq 1 ] || [ "$before" = help ]; then
		mapfile -t COMPREPLY < <(compgen -W "$subs" -- "$word")
		return
	fi
	case $sub in
	top | monitor)
		_l7_live "$1" "$sub" "$word" "$before"
		return
		;;
	esac
	case "$sub $before" in
	"classify -b" | "classify --by")
		mapfile -t COMPREPLY < <(compgen -W "protocol group" -- "$word")
		return
		;;
	"classify -o" | "classify --output")
		mapfile -t COMPREPLY < <(compgen -W "table tsv json" -- "$word")
		return
		;;
	"classify -i" | "report -i" | *" --interface")
		mapfile -t COMPREPLY < <(compgen -W "any $(cd /sys/class/net 2>/dev/null && echo *)" -- "$word")
		return
		;;
	esac
	case $before in
	-d | --dir)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
		return
		;;
	-t | --transport)
		mapfile -t COMPREPLY < <(compgen -W "tcp udp" -- "$word")
		return
		;;
	-i | --image | -o | --output)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	esac
	if [[ $word == -* ]]; then
		options=$("$1" help "$sub" 2>/dev/null | grep -Eo -- '--[a-z-]+' | sort -u)
		mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$word")
		return
	fi
	if [[ $sub = @(classify|explain|report) ]] || { [ "$sub" = test ] && { [ "$COMP_CWORD" -gt 2 ] || [[ $word == */* ]]; }; }; then
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
	fi
	case $sub in
	show | load | compile | check | test)
		mapfile -t COMPREPLY < <(compgen -W "$(_l7_names "$1")" -- "$word")
		;;
	esac
}

complete -F _l7 l7
