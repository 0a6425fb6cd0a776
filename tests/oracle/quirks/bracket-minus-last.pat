# so does a last one
bracket-minus-last
^[a-]b
