"""Files to tables, questions to answers: pure, and usable without a server.

It knows no Celery, no FastAPI and no Redis, and takes nothing but errors from ``services.common``.
"""
