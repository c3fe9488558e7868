"""Results as pictures: each module makes the data of one kind of plot, with all its words."""
