bracket-minus-not
^[^-a]z
