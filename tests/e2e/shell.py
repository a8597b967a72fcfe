"""Types the runbook's commands as an operator does: in the release's namespace, with its key, in a folder."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from tests.consistency.sources import ROOT
from tests.e2e.cluster import KUBECONFIG, run, wait_for
from tests.e2e.release import Release
from tests.fixtures.redis import free_port
from tests.fixtures.runbook import CLUSTER, Command, runbook_commands

USUAL_PORTS = ("8001", "9808", "5555")
"""Those that the runbook forwards; on this machine they may be somebody's."""


class Shell:
    """A terminal of the operator.

    Args:
        release: The product.
        folder: Where files are written and read.
    """

    def __init__(self, release: Release, folder: Path) -> None:
        self.folder = folder
        self._release = release
        self._kubeconfig = folder / "kubeconfig"
        self._kubeconfig.write_bytes(Path(KUBECONFIG).read_bytes())
        context = ("config", "set-context", "--current", "--namespace", release.cluster.namespace)
        run("kubectl", "--kubeconfig", str(self._kubeconfig), *context)
        self._ports = {usual: str(free_port()) for usual in USUAL_PORTS}
        self._forwards: dict[str, subprocess.Popen[bytes]] = {}

    def close(self) -> None:
        """End what was left running behind `&`."""
        for process in self._forwards.values():
            process.terminate()
            process.wait()

    def type(self, command: Command, *, places: Mapping[str, str] | None = None) -> str:
        """Type a command; return what it printed.

        Raises:
            AssertionError: It failed, or did not print what the runbook says.
        """
        text = command.text.replace("charts/sqlagent", str(ROOT / "charts/sqlagent"))
        for written, here in (places or {}).items():
            text = text.replace(written, here)
        for usual, here in self._ports.items():
            text = text.replace(f"localhost:{usual}", f"localhost:{here}")
        if text.endswith("&"):
            self._forward(text.removesuffix("&"))
            return ""
        done = self._run(text)
        told = f"{text}\n{done.stdout}{done.stderr}"
        assert done.returncode == 0 or _may_fail(command, done), told
        assert command.expected in done.stdout, told
        return done.stdout

    def follow(self, heading: str) -> None:
        """Type all commands that a section has for the cluster, one after the other."""
        commands = [one for one in runbook_commands() if (one.heading, one.where) == (heading, CLUSTER)]
        assert commands
        for command in commands:
            self.type(command)

    def _run(self, text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", text],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "KUBECONFIG": str(self._kubeconfig), "API_KEY": self._release.secret("api-key")}

    def _forward(self, text: str) -> None:
        """Forward a port as the command says, but from a free one, and wait until it is open."""
        (usual,) = re.findall(r"\d+", text)
        if usual in self._forwards:
            return
        here = self._ports[usual]
        words = text.replace(usual, f"{here}:{usual}").split()
        self._forwards[usual] = subprocess.Popen(
            words, env=self._environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        probe = f"curl -s -o /dev/null localhost:{here}"
        wait_for(lambda: self._run(probe).returncode == 0, seconds=30, what=text)


def _may_fail(command: Command, done: subprocess.CompletedProcess[str]) -> bool:
    """A search in logs finds nothing where all is well; tar tells of the line that Redis is writing."""
    found_nothing = "| grep" in command.text and not command.expected and not done.stderr
    is_copy = " tar " in command.text and "file changed as we read it" in done.stderr
    return done.returncode == 1 and (found_nothing or is_copy)


@contextmanager
def shell_of(release: Release, folder: Path) -> Iterator[Shell]:
    """A terminal that ends what it started."""
    shell = Shell(release, folder)
    with closing(shell):
        yield shell
