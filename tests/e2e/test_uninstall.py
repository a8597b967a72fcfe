"""`helm uninstall` leaves nothing but what its notes name, and their commands delete that."""

import shlex

from tests.e2e.cluster import Cluster, run, wait_for
from tests.e2e.release import NAME, Release

KINDS = (
    "all,configmap,secret,serviceaccount,persistentvolumeclaim,networkpolicy,poddisruptionbudget,ingress,"
    "scaledobject,servicemonitor,podmonitor,prometheusrule,horizontalpodautoscaler"
)
CLUSTERS_OWN = {"configmap/kube-root-ca.crt", "serviceaccount/default"}


def _left(cluster: Cluster) -> set[str]:
    printed = cluster.kubectl("get", KINDS, "-o", "name")
    return {line for line in printed.split() if line not in CLUSTERS_OWN}


def test_only_the_volumes_stay_and_the_notes_delete_them(product: Release) -> None:
    cluster = product.cluster
    notes = run("helm", "get", "notes", NAME, "--namespace", cluster.namespace)
    commands = [shlex.split(line) for line in notes.splitlines() if "kubectl" in line and " delete " in line]
    product.uninstall()
    wait_for(lambda: not cluster.pods(), seconds=180, what="no pods")

    named = {f"{command[-2].replace('pvc', 'persistentvolumeclaim')}/{command[-1]}" for command in commands}
    assert _left(cluster) == named
    for command in commands:
        run(*command)
    assert _left(cluster) == set()
