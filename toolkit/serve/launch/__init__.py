"""Starting the toolkit on one machine."""
