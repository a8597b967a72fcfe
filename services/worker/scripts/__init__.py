"""Lua scripts of the workers and the sender: what brings a task back that a process lost."""
