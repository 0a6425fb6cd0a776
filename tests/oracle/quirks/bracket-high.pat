# above 0x7f no case is folded
bracket-high
^[\xc0-\xdf]\xe9
