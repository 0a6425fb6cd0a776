distance-end
^.*c....d$
