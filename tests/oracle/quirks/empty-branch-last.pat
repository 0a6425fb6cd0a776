empty-branch-last
^a(b|)c$
