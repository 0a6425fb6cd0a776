# letters of any case
hex-letters
^\x41\x5Aq\x6A
