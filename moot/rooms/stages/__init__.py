"""Stages under one clock: begun, run and ended in each room, by hand or by themselves; what is said meanwhile."""
