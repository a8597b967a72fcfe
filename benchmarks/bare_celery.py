"""The rival of ``benchmarks.ping``: bare Celery with the same settings and its Redis result backend."""

from celery import Celery

from services.common.settings import load_settings
from services.worker.configuration import celery_configuration

settings = load_settings()
app = Celery("bare", set_as_current=False)
app.conf.update(celery_configuration(settings))
app.conf.update(
    result_backend=settings.broker_url,
    task_ignore_result=False,
    result_expires=settings.result_ttl_seconds,
    worker_consumer="celery.worker.consumer:Consumer",
)


@app.task(name="bare.ping")
def ping() -> dict[str, bool]:
    return {"pong": True}
