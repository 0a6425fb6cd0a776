dollar-in-group
a(b|$)
