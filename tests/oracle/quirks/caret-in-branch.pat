caret-in-branch
x(^|y)z
