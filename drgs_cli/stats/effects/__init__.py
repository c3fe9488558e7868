"""Effects of single studies as metafor's escalc has them, one module for each kind of figures; pools nothing."""
