"""What trainers see of all rooms at a glance, who needs them most, and what others see."""
