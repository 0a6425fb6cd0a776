# and so does not keep the ] from closing them
bracket-backslash-close
^[\]]x
