caret-twice
^^a
