# in brackets it makes a range
hex-minus
^[a\x2dc]!
