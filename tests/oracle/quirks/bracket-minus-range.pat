# from the minus to the slash
bracket-minus-range
^[--/]z
