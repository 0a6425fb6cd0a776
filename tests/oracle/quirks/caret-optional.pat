caret-optional
^?ab$?c
