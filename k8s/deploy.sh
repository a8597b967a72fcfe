#!/usr/bin/env bash
# Installs or upgrades the product in the cluster of k8s/cluster.sh, from images of this checkout.
# Arguments are handed on to helm: k8s/deploy.sh --set autoscaling.engine=keda
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export KUBECONFIG=${KUBECONFIG:-$PWD/.cache/kubeconfig}
# A name made of what goes into the images: the kubelet does not look twice at one that it has.
content=$(find services pyproject.toml constraints.txt README.md Dockerfile.api Dockerfile.worker \
  -type f -not -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12)
tag=dev-$content

docker image inspect "sqlagent-worker:$tag" >/dev/null 2>&1 || make images TAG="$tag" REGISTRY=
k8s/load.sh "sqlagent-api:$tag" "sqlagent-worker:$tag"
helm upgrade --install sqlagent charts/sqlagent --namespace "${NAMESPACE:-sqlagent}" --create-namespace \
  --set-string image.tag="$tag" --wait --timeout 10m "$@"
