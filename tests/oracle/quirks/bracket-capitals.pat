# case does not matter in ranges either
bracket-capitals
^[A-F]+[^A-F]:
