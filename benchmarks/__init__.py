"""Speed and memory as ratios against a named rival, in one run (``make bench``)."""
