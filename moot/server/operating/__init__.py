"""What operators see of a server: health, metrics, logs."""
