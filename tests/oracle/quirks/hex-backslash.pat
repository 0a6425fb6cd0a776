# acts as a backslash, so that the dot is a dot
hex-backslash
^\x5c.x
