slash-and-hash
\#!?/bin
