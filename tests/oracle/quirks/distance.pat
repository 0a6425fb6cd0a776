# states multiply
distance
a......b
