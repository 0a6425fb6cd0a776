# SPDX-License-Identifier: GPL-2.0-only
# VMware - management of hosts, consoles of virtual machines
#
# Seen: the greeting of the authentication daemon (port 902 of hosts).
# Missed: everything after it (TLS), the heartbeats over UDP (nothing in them is certain).
# Looks alike: mail and file transfer greet with 220, too.

protocol  vmware
about     VMware authentication daemon, consoles and file copies of ESX hosts
group     remote cloud
alias     vmware-auth
source    VMware authd greeting as servers send it: "220 VMware Authentication Daemon Version"
rank      95

tcp: ^220 VMware Authentication Daemon Version
