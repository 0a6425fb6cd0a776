# a range with the capitals in it has the small letters too
bracket-around-capitals
^x[@-`]y
