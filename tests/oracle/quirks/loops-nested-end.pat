loops-nested-end
((a|b)+c?)+d$
