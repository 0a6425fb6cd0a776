empty-branch
^a(|b)c
