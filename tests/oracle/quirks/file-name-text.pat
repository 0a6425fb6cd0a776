file-name-text	and more that means nothing
^name text
