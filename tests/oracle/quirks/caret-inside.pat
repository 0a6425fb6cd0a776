# never: something stands before
# never matches
caret-inside
a^b
