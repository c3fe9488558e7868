"""Text of YAML files into data with positions; knows no study."""
