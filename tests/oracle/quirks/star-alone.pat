# everything
star-alone
a*
