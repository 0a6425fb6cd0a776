prefix-of-other
^ab
