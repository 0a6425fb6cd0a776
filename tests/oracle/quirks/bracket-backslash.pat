# a backslash in brackets is a backslash
bracket-backslash
^[\]x
