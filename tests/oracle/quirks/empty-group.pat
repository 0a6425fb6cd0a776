empty-group
^a()b
