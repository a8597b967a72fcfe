#!/usr/bin/env bash
# Puts images of this machine onto the cluster's workers, those that are there already left out: k8s/load.sh IMAGE…
set -euo pipefail

name=${CLUSTER:-sqlagent}
nodes=$(kind get nodes --name "$name" | grep -v control-plane | paste -sd,)
# In one call: layers that images share are sent once.
kind load docker-image "$@" --name "$name" --nodes "$nodes"
