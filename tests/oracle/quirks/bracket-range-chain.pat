# the end of a range may begin the next
bracket-range-chain
^[a-c-e]!
