# everything
empty-branch-top
^abc|
