# each alternative for itself
anchors-mixed
^foo|bar|^baz$|qux$
