"""The exporter's Lua script."""
