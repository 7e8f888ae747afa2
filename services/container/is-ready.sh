#!/bin/bash
# is-ready.sh PORT: asks /readyz and prints what is awaited. A health check every few seconds must not start a Node each time.
exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
printf 'GET /readyz HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' >&3
read -r -t 3 _ status _ <&3
while read -r -t 3 line && [ "$line" != $'\r' ]; do :; done <&3
timeout 3 cat <&3
[ "$status" = 200 ]
