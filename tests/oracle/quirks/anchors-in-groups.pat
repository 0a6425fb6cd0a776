anchors-in-groups
(^foo|bar$)|(b(a|^u)z)
