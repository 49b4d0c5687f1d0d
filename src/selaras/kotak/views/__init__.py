"""Pages of the boxes and of the cases that follow from them."""
