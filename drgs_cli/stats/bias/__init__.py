"""What missing studies do to a pool: tests of a funnel's symmetry, and what the pool would be without the loss."""
