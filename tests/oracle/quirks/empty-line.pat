# never: tried only when there are bytes
# never matches
empty-line
^$
