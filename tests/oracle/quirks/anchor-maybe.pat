anchor-maybe
(^|[^a])b
