"""Fuzzing: targets with what must hold of them for any bytes, and what makes the bytes."""
