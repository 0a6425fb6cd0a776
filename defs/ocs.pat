# SPDX-License-Identifier: GPL-2.0-only
# OCS - streaming of a French television broadcaster
#
# TLS with the names of its servers.

protocol  ocs
about     OCS (Orange Cinema Series)
group     streaming
source    domain of the service
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)ocs\.fr([^a-z0-9.-]|jj|zz|$)
