# a one
back-reference
^(a|b)\1c
