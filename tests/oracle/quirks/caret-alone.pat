# everything
caret-alone
^
