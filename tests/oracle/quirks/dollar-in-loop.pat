dollar-in-loop
^(ab$|c)+
