"""The exporter: ``/metrics`` for Prometheus, read from Redis alone, and ``/health/live``."""

import signal
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from services.common.connection import connect
from services.common.errors import SettingsError
from services.common.logs import configure_logs, get_logger
from services.common.settings import Settings, load_settings
from services.exporter.collector import make_registry

SCRAPE_SECONDS = 2.0
"""A scrape ends within this, whatever Redis does: half for connecting, half for the answer."""

_log = get_logger(__name__)


class ExporterServer(ThreadingHTTPServer):
    """Serves one collector's metrics.

    Args:
        settings: Where to listen, and where Redis is.
    """

    daemon_threads = True

    def __init__(self, settings: Settings) -> None:
        client = connect(settings.broker_url, timeout_seconds=SCRAPE_SECONDS / 2, retries=0)
        self.registry = make_registry(client, list(settings.queues))
        super().__init__((settings.exporter_host, settings.exporter_port), _Requests)


class _Requests(BaseHTTPRequestHandler):
    server: ExporterServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    """A connection that says nothing for so long is closed."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/metrics":
            self._answer(HTTPStatus.OK, generate_latest(self.server.registry), CONTENT_TYPE_LATEST)
        elif path == "/health/live":
            self._answer(HTTPStatus.OK, b"ok\n", "text/plain")
        else:
            self._answer(HTTPStatus.NOT_FOUND, b"There are /metrics and /health/live.\n", "text/plain")

    def _answer(self, status: HTTPStatus, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: a scrape every few seconds is no news."""


def _leave(*_: object) -> None:
    sys.exit(0)


def main() -> None:
    """Serve until the process is told to go."""
    try:
        settings = load_settings()
    except SettingsError as error:
        sys.exit(f"sqlagent: {error.message}")
    configure_logs(settings.log_level, process="exporter")
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, _leave)
    try:
        server = ExporterServer(settings)
    except OSError as error:
        sys.exit(
            f"sqlagent: cannot listen on {settings.exporter_host}:{settings.exporter_port}: {error.strerror}"
        )
    _log.info("exporter listens", host=settings.exporter_host, port=server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    main()
