# the letters
escaped-letters
^\w\d\n\t\s
