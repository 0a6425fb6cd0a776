# never: something follows
# never matches
dollar-inside
a$b
