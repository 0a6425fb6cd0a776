# so does one after the ^
bracket-first-not
^[^]a]x
