"""The HTTP API: accepts files and questions, and reports on tasks."""
