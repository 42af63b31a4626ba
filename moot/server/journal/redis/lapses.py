"""What went wrong between this server and Redis and was mended: operators want to know how often."""

from dataclasses import dataclass


@dataclass
class Lapses:
    """Since the journal was made."""

    deaf: int = 0  # connections for listening that broke off
    gaps: int = 0  # times that entries had come meanwhile, which were then read
    put_back: int = 0  # entries that Redis had lost
