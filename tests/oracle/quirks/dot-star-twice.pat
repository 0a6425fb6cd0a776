dot-star-twice
x.*y.*z
