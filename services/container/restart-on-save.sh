#!/bin/sh
# restart-on-save.sh NAME COMMAND...: runs the command, and again after each save below services/NAME or services/shared.
set -u
name=$1
shift

# Asked twice a second, because saves on a Mac or on Windows do not reach a container as events; compared with what was
# there, because the clocks may differ too.
sources() { find "services/$name" services/shared -type f -printf '%p %T@ %C@\n' | cksum; }
saved() { [ "$(sources)" != "$running" ]; }
alive() { kill -0 "$child" 2>/dev/null; }
# The service drains and sends its last telemetry before a second one may start.
end() {
  kill -TERM "$child" 2>/dev/null
  while alive; do wait "$child"; done
}
trap 'end; exit 0' TERM INT

while :; do
  running=$(sources)
  started=$(date +%s)
  "$@" &
  child=$!
  until saved || ! alive; do sleep 0.5; done
  if alive; then
    echo "a file was saved: $name restarts" >&2
    end
    continue
  fi
  wait "$child"
  echo "$name has ended with exit code $?; it starts again within 5 s, or as soon as a file is saved" >&2
  until saved || [ $(($(date +%s) - started)) -ge 5 ]; do sleep 0.5; done
done
