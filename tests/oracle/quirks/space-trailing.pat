# a space at the end belongs to it
space-trailing
^login: 
