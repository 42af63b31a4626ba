"""People's data: who looked, how long it is kept, what is held of somebody, and how it is erased."""
