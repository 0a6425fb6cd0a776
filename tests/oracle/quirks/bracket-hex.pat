# decoded before it is parsed: ] comes first
bracket-hex
[\x5d\x5e]y
