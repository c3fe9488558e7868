"""Documents of tables and notes drawn as text; knows nothing of medicine."""
