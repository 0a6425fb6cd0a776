overlap
aabaab
