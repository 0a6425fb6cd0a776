# [^] matches a line end
bracket-not-newline
a[^b]c
