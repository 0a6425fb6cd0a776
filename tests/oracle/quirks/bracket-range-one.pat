bracket-range-one
^[f-f]!
