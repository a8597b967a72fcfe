#!/usr/bin/env bash
# Puts images of this machine onto the cluster's workers, unless they are there: k8s/load.sh IMAGE…
set -euo pipefail

name=${CLUSTER:-sqlagent}
nodes=$(kind get nodes --name "$name" | grep -v control-plane)
for image in "$@"; do
  id=$(docker image inspect --format '{{.Id}}' "$image")
  for node in $nodes; do
    docker exec "$node" crictl inspecti "docker.io/library/$image" 2>/dev/null | grep -q "$id" ||
      kind load docker-image "$image" --name "$name" --nodes "$node"
  done
done
