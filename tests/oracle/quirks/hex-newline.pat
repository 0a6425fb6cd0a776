hex-newline
^a\x0ab\x0d$
