loop-of-alternatives
^(ab|cd|a)+e
