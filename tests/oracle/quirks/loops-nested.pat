loops-nested
^((a*b)+|c)+d
