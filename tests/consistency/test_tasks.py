"""Names on the wire: what is sent is registered, and every queue has its workers."""

from services.common.messages import PERIODIC_TASKS, TASK_QUEUES, Priority, QueueName, TaskName
from services.common.settings import load_settings
from services.local.ports import Ports
from services.local.processes import services
from services.worker.configuration import celery_configuration
from services.worker.main import app
from services.worker.tasks import HANDLERS


def test_the_worker_registers_exactly_the_declared_tasks() -> None:
    ours = {name for name in app.tasks if not name.startswith("celery.")}

    assert ours == {str(name) for name in TaskName}


def test_a_task_is_kept_by_the_ledger_or_sent_by_beat() -> None:
    assert set(HANDLERS) | PERIODIC_TASKS == set(TaskName)
    assert not set(HANDLERS) & PERIODIC_TASKS


def test_every_task_but_the_ping_has_one_queue() -> None:
    assert set(TASK_QUEUES) == set(TaskName) - {TaskName.PING}


def test_beat_sends_the_periodic_tasks_to_their_queues_with_an_expiry() -> None:
    schedule = celery_configuration(load_settings())["beat_schedule"].values()

    assert {entry["task"] for entry in schedule} == {str(name) for name in PERIODIC_TASKS}
    for entry in schedule:
        assert entry["options"]["queue"] == TASK_QUEUES[TaskName(entry["task"])]
        assert entry["options"]["expires"] < entry["schedule"]


def test_celery_knows_exactly_the_declared_queues_and_priorities() -> None:
    configuration = celery_configuration(load_settings())

    assert {queue.name for queue in configuration["task_queues"]} == {str(name) for name in QueueName}
    assert configuration["broker_transport_options"]["priority_steps"] == sorted(Priority)


def test_the_local_run_starts_one_worker_for_each_queue() -> None:
    commands = [service.command for service in services(Ports(), {}) if "worker" in service.command]

    assert [command[command.index("-Q") + 1] for command in commands] == [str(name) for name in QueueName]
