dollar-before-star
ab$c*
