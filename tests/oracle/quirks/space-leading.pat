# spaces belong to it, on both sides
space-leading
 user 
