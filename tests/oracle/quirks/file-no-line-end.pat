file-no-line-end
^no line end