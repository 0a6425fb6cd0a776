# SPDX-License-Identifier: GPL-2.0-only
# Huawei Cloud and Huawei mobile services - by the name of the server

protocol  huaweicloud
about     Huawei Cloud, Huawei mobile services
group     cloud
source    TLS server names: Huawei Cloud documentation (regions and endpoints), HMS domain list
rank      50

tcp: ^\x16\x03[\x00-\x04]..\x01.*(\x00\x00[^\x00]|\.)(cloud\.huawei\.(com|asia|eu|ru)|huaweicloud\.(com|cn|eu)|myhuaweicloud\.(com|cn|eu)|hwclouds\.com|dbankcloud\.(com|cn|eu|asia|ru)|dbankcdn\.(com|cn|ru)|hicloud\.com)([^a-z0-9.-]|jj|zz|$)
