caret-in-group
(^|y)z
