# a ] alone is a ]
close-bracket
^a]b
