#!/usr/bin/env bash
# The lab in a Kubernetes cluster of its own, made with kind. Whoever thinks in clusters starts here; the work is that of
# `npx lab --engine kind`, so that there is one way to do each thing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat <<'END'
Usage: scripts/kind.sh up|down|status|load|open

  up      make the cluster, load the Bookstore's image, start the lab, buy a book, read its trace back
  down    remove the cluster and everything in it
  status  the cluster, every part of the lab, and where it is
  load    build the Bookstore's image anew, load it, start what runs from it
  open    open the shop, the workbook and Grafana, where it runs, in a browser

It has a kubeconfig of its own, .lab/kind/kubeconfig, and touches no other cluster or context:
  export KUBECONFIG=$PWD/.lab/kind/kubeconfig

Needs Docker, kind and kubectl. NO_COLOR=1 turns colours off.
END
}

case ${1:-} in
  -h | --help | help) usage && exit 0 ;;
  up | down | status | load | open) [[ $# -eq 1 ]] || { usage >&2 && exit 2; } ;;
  *) usage >&2 && exit 2 ;;
esac

node=node_modules/.bin/node
if [[ ! -x $node ]]; then
  printf 'The packages of the lab are not installed.\n\nNext:\n  npm ci\n  scripts/kind.sh %s\n' "$1" >&2
  exit 3
fi
# The lab's own cluster, whatever else this shell has named.
unset LAB_KUBECONFIG
if [[ $1 == up ]]; then exec "$node" lab/lab.js up --engine kind; fi
exec "$node" scripts/kind/kind-cluster.ts "$1"
