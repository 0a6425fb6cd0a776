# SPDX-License-Identifier: GPL-2.0-only
# Subversion - version control, svnserve protocol
#
# Seen: the server's greeting, the client's answer, alone. Missed: over HTTP (WebDAV) and SSH.

protocol  subversion
about     Version control, svnserve
group     file
alias     svn
source    Subversion, libsvn_ra_svn/protocol: greeting ( success ( minver maxver ...

tcp: ^\( success \( [12] [1-9] \(
tcp: ^\( [12] \( [a-z0-9-]+ [a-z0-9 -]*\) [0-9]+:svn
tcp: ^\( failure \( \( [0-9]+ [0-9]+:
