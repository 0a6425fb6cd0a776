# acts as brackets
hex-brackets
\x5ba-c\x5d+9$
