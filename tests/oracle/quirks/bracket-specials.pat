# nothing else is special in brackets
bracket-specials
^[.*+?$|()]+x
