overlap-restart
ab(ab)+c
