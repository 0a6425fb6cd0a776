# counts bytes that are not NUL
dots
^......................$
