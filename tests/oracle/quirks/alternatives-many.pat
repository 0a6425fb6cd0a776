# sixty words
alternatives-many
^(bamn|bapr|bast|bemn|bepr|best|bimn|bipr|bist|bomn|bopr|bost|bumn|bupr|bust|damn|dapr|dast|demn|depr|dest|dimn|dipr|dist|domn|dopr|dost|dumn|dupr|dust|gamn|gapr|gast|gemn|gepr|gest|gimn|gipr|gist|gomn|gopr|gost|gumn|gupr|gust|kamn|kapr|kast|kemn|kepr|kest|kimn|kipr|kist|komn|kopr|kost|kumn|kupr|kust)$
