# acts as a star
hex-star
ab\x2ac
