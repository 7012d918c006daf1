"""The costs that `tests/bench/gate.py` watches: the work that is done, the meters that count it, what is allowed."""
