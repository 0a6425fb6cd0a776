# acts as a dot
hex-dot
^a\x2eb
