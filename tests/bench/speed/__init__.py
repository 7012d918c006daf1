"""The parts of the benchmark of speed, one section of its page each; `tests/bench/run.py` runs them."""
