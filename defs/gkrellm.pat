# SPDX-License-Identifier: GPL-2.0-only
# GKrellM - system monitor
#
# The client sends its name and version, the server answers with sections in angle brackets.
#
# Seen     client and server, each alone.

protocol  gkrellm
about     GKrellM monitor
group     monitoring
source    gkrellmd 2.3.11; classic pattern gkrellm

tcp: ^gkrellm [0-9]+\.[0-9]+\.[0-9]+[^\r\n ]*\n
tcp: ^<gkrellmd_setup>\n
