# matches where there is no x
caret-after-star
^x*^y
