# a first - stands for itself
bracket-minus-first
^[-a]b
