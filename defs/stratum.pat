# SPDX-License-Identifier: GPL-2.0-only
# Stratum - mining of crypto currencies in pools
#
# Seen: the first request of a miner (Bitcoin's, Ethereum's and Monero's dialects), jobs a pool
# sends.
# Looks alike: other JSON-RPC has other methods.

protocol  stratum
about     Mining pools: Stratum and its dialects
group     crypto
alias     mining
source    Stratum mining protocol (Slush Pool): mining.subscribe, mining.authorize, mining.notify
source    EIP-1571 and ethminer: eth_submitLogin, eth_getWork; xmrig: login with "agent" or "algo"
rank      90

tcp: ^\{.*"(mining\.[a-z]|eth_(submitLogin|submitWork|submitHashrate|getWork)")
tcp: ^\{.*"method" ?: ?"login"
and: ^\{.*"params" ?:
and: ^\{.*"(agent|algo|rigid)"
tcp: ^\{.*"blob"
and: ^\{.*"job_id"
and: ^\{.*"target"
# jobs: of a pool for Monero (blob), subscriptions (Bitcoin)
