"""The command line: options in, one call to each layer, an exit status out."""
