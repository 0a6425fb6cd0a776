# decoded though a backslash stands before: \a
hex-after-backslash
^\\x41b
