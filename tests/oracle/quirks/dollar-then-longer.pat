dollar-then-longer
^abc$|^abcdef
