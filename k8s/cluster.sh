#!/usr/bin/env bash
# A cluster of one's own: kind with KEDA, the Prometheus operator, a Prometheus and an Ingress controller.
#
#   k8s/cluster.sh up      create it, or replace one that does not work
#   k8s/cluster.sh down    delete it
#
# Each part can be given by a variable: KIND_NODE_IMAGE, KEDA_MANIFEST, PROMETHEUS_OPERATOR_MANIFEST,
# PROMETHEUS_MANIFEST, INGRESS_MANIFEST. Without them it is the released one of the versions below.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

name=${CLUSTER:-sqlagent}
export KUBECONFIG=${KUBECONFIG:-$PWD/.cache/kubeconfig}
keda=2.21.0
operator=0.85.0
traefik=37.4.0
wait_seconds=300s
metrics=v1beta1.external.metrics.k8s.io

say() { echo "cluster: $*" >&2; }

demand() {
  local tool
  for tool in docker kind kubectl helm; do
    command -v "$tool" >/dev/null || { say "$tool is not on this machine; install it first."; exit 1; }
  done
  docker info >/dev/null 2>&1 || { say "docker does not answer; start it first."; exit 1; }
}

# Whether there is a cluster whose nodes and parts all work.
works() {
  kind get clusters 2>/dev/null | grep -qx "$name" &&
    kind export kubeconfig --name "$name" --kubeconfig "$KUBECONFIG" 2>/dev/null &&
    timeout 20 kubectl wait node --all --for=condition=Ready --timeout=15s >/dev/null 2>&1 &&
    timeout 60 kubectl -n keda wait deployment --all --for=condition=Available --timeout=15s >/dev/null 2>&1 &&
    timeout 60 kubectl wait apiservice "$metrics" --for=condition=Available --timeout=15s >/dev/null 2>&1 &&
    timeout 60 kubectl -n monitoring get prometheus prometheus >/dev/null 2>&1
}

create() {
  kind delete cluster --name "$name" --kubeconfig "$KUBECONFIG" >/dev/null 2>&1 || true
  kind create cluster --name "$name" --config k8s/kind.yaml --kubeconfig "$KUBECONFIG" --wait 180s \
    ${KIND_NODE_IMAGE:+--image "$KIND_NODE_IMAGE"}
}

# A released manifest, or the file that a variable names.
apply() { kubectl apply --server-side --force-conflicts -f "$1" >/dev/null; }

add_parts() {
  local releases=https://github.com
  kubectl create namespace monitoring --dry-run=client -o yaml | kubectl apply -f - >/dev/null
  apply "${KEDA_MANIFEST:-$releases/kedacore/keda/releases/download/v$keda/keda-$keda.yaml}"
  apply "${PROMETHEUS_OPERATOR_MANIFEST:-$releases/prometheus-operator/prometheus-operator/releases/download/v$operator/bundle.yaml}"
  if [[ -n ${INGRESS_MANIFEST:-} ]]; then
    apply "$INGRESS_MANIFEST"
  else
    helm upgrade --install traefik traefik --repo https://traefik.github.io/charts --version "$traefik" \
      --namespace traefik --create-namespace --set service.type=ClusterIP >/dev/null
  fi
  kubectl wait --for=condition=Established crd --all --timeout="$wait_seconds" >/dev/null
  apply "${PROMETHEUS_MANIFEST:-k8s/prometheus.yaml}"
}

wait_for_parts() {
  local namespace
  for namespace in keda traefik kube-system; do
    kubectl -n "$namespace" wait deployment --all --for=condition=Available --timeout="$wait_seconds" >/dev/null || return
  done
  wait_for_metrics &&
    kubectl -n monitoring wait prometheus prometheus --for=condition=Available --timeout="$wait_seconds" >/dev/null
}

# KEDA's metrics answer 10 s after its pods were made. Seldom they never do, although every pod is ready: its
# operator makes the certificates and starts again, and one part may hold an older one. A restart reads them anew.
wait_for_metrics() {
  kubectl wait apiservice "$metrics" --for=condition=Available --timeout=90s >/dev/null && return
  explain
  say "restarting KEDA"
  kubectl -n keda rollout restart deployment >/dev/null
  kubectl -n keda rollout status deployment --timeout="$wait_seconds" >/dev/null
  kubectl wait apiservice "$metrics" --for=condition=Available --timeout=90s >/dev/null
}

# What an operator would look at, where a part does not come.
explain() {
  {
    kubectl get apiservice "$metrics" -o jsonpath='{.status.conditions}{"\n"}'
    kubectl get nodes -o wide
    kubectl get pods --all-namespaces -o wide
    kubectl -n keda logs deployment/keda-metrics-apiserver --tail=20
    kubectl -n keda logs deployment/keda-operator --tail=20
  } >&2 || true
}

up() {
  demand
  mkdir -p .cache
  if works; then
    say "$name is there and works"
    return
  fi
  create
  add_parts
  if ! wait_for_parts; then
    explain
    say "$name does not come up; once more from nothing"
    create
    add_parts
    wait_for_parts
  fi
  say "$name works; KUBECONFIG=$KUBECONFIG"
}

case ${1:-} in
  up) up ;;
  down) kind delete cluster --name "$name" --kubeconfig "$KUBECONFIG" ;;
  *) sed -n '4,5p' "$0" >&2; exit 2 ;;
esac
