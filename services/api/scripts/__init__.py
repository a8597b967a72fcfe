"""The api's own Lua scripts, for steps that must be one."""
