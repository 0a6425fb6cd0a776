# SPDX-License-Identifier: GPL-2.0-only
# bash completion of l7; installed as /usr/share/bash-completion/completions/l7

_l7_names()
{
	"$1" list -a 2>/dev/null | awk 'NR > 1 { print $1 }'
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
	case $before in
	-d | --dir)
		mapfile -t COMPREPLY < <(compgen -d -- "$word")
		return
		;;
	-t | --transport)
		mapfile -t COMPREPLY < <(compgen -W "tcp udp" -- "$word")
		return
		;;
	-i | --image | -o | --output)
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	esac
	if [[ $word == -* ]]; then
		options=$("$1" help "$sub" 2>/dev/null | grep -Eo -- '--[a-z]+' | sort -u)
		mapfile -t COMPREPLY < <(compgen -W "$options --help" -- "$word")
		return
	fi
	if [ "$sub" = explain ] || { [ "$sub" = test ] && [ "$COMP_CWORD" -gt 2 ]; }; then
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
