dollar-in-branch
^q(a|b$)c?
