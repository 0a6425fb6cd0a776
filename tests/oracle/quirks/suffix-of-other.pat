suffix-of-other
bc
