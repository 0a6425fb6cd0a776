dollar-short
^..?.?$
