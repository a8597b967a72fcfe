"""SQL Agent: the processes (packages with a ``main.py``) and the libraries they share."""
