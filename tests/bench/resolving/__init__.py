"""The parts of the resolver benchmark: scores, resolvers, suites, speed; `tests/bench/resolvers.py` runs them."""
