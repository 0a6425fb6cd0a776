prefix-of-prefix
^abc
