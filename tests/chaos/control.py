"""The control: plain Celery with the same settings and no ledger, in the same harness.

It shows that the harness can find losses. Its visibility timeout is short, so that it gets every chance
to deliver again what killed workers held.
"""

import time

from celery import Celery

from services.common.settings import load_settings
from services.worker.configuration import celery_configuration
from tests.chaos import journal

VISIBILITY_SECONDS = 20

app = Celery("control", amqp="services.worker.consumer:GuardedAMQP", set_as_current=False)
app.conf.update(celery_configuration(load_settings()))
app.conf.broker_transport_options = {
    **app.conf.broker_transport_options,
    "visibility_timeout": VISIBILITY_SECONDS,
}


@app.task(name="control.work", shared=False)
def work(task_id: str, seconds: float) -> None:
    journal.write("starts", task_id)
    time.sleep(seconds)
    journal.write("effects", task_id)
