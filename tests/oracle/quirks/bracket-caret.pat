# a ^ that is not first is a ^
bracket-caret
^[a^]b
