"""What goes on after the training: check-ins on the plans that people made, and how the plans of all go."""
