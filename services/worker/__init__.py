"""The Celery workers, Beat and Flower: run the tasks that the API accepted."""
