"""All input and output: sockets, disk, clock, chance. What is allowed is decided in `moot.rooms`."""
