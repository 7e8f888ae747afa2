#!/bin/busybox sh
# Read by the Collector's container: starts a Collector with these arguments. Where a chapter wants two tiers, it starts an agent
# in its place, and two gateways with these arguments behind it, as lab/engine/local/parts/two-tiers.ts does. When one ends, all end.
[ "${COLLECTOR_TIERS:-1}" = 2 ] || exec /otelcol-contrib "$@"

export GOMEMLIMIT=100MiB # each of three
# gateway.yaml stands before overlay.yaml, which has the last word.
earlier='' overlay=''
for argument; do
  earlier="$earlier $overlay"
  overlay=$argument
done

gateway() { # INDEX PORT METRICS_PORT
  K8S_POD_NAME=collector-gateway-$1 QUEUE_DIRECTORY=/var/lib/otelcol/collector-gateway-$1 METRICS_PORT=$3 \
    OTLP_GRPC_ENDPOINT=127.0.0.1:$2 OTLP_HTTP_ENDPOINT=127.0.0.1:0 HEALTH_ENDPOINT=127.0.0.1:0 \
    /otelcol-contrib $earlier --config=/etc/otelcol/gateway.yaml "$overlay" &
  processes="$processes $!"
}

processes=''
gateway 0 4327 8888
gateway 1 4337 8889
GATEWAYS='{ static: { hostnames: ["127.0.0.1:4327", "127.0.0.1:4337"] } }' METRICS_HOST=127.0.0.1 METRICS_PORT=0 \
  /otelcol-contrib --config=/etc/otelcol/receive.yaml --config=/etc/otelcol/agent.yaml &
processes="$processes $!"

end() {
  kill $processes 2>/dev/null
  wait
  exit "$1"
}
trap 'end 0' TERM INT
while :; do
  for process in $processes; do
    kill -0 "$process" 2>/dev/null && continue
    wait "$process"
    end "$?"
  done
  sleep 0.2 & wait $!
done
