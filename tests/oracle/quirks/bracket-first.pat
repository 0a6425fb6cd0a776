# a first ] stands for itself
bracket-first
^[]a]x
