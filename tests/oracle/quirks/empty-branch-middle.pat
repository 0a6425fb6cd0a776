empty-branch-middle
^a(b||d)c
