# each stands for itself
escaped-specials
^\^\$\.\[\]\(\)\|\*\+\?\\
