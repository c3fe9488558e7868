"""What a study is: the file key by key, the model made from it, and the folder of all of them."""
