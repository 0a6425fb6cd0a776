dollar-twice
zz$$
