"""Evidence on dorsal root ganglion stimulation against spinal cord stimulation, from study records under git."""

__version__ = "0.1.0"
