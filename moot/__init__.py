"""moot: the server that a training is run on."""

__version__ = "0.1.0"
