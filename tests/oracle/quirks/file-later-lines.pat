# what follows the expression changes nothing

# a comment between
file-later-lines
# and another

^later +lines?$
userspace pattern=^other
userspace flags=REG_NOSUB
^more
