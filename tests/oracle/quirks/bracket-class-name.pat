# class names mean nothing: [:alph, then ]x
bracket-class-name
^[[:alpha:]]x
