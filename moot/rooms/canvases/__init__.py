"""Typed canvases that people fill in together: their plan, cells and rows, who reads and writes, feedback on them."""
