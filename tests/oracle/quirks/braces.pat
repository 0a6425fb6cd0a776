# braces are themselves
braces
^a{2}b
