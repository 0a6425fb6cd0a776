# SPDX-License-Identifier: GPL-2.0-only
# Checkmk agent - monitoring; the agent sends its report at once
#
# Sections with headers in angle brackets; the first is <<<check_mk>>>. Agents that have been
# registered answer over TLS (it is TLS after two digits).

protocol  checkmk
about     Checkmk agent
group     monitoring
alias     check_mk check-mk
source    Checkmk documentation, agent output

tcp: ^<<<check_mk>>>
