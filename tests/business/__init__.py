"""Scores the engine on questions of our own about six made workbooks: ``make score``."""
