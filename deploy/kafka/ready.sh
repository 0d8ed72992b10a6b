#!/usr/bin/env bash
# Whether the broker answers a request: it is asked which requests it knows (ApiVersions, version 0). A Java tool would
# take a second of CPU each time; this takes none to speak of.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${1:-19092}"
printf '\x00\x00\x00\x0a\x00\x12\x00\x00\x00\x00\x00\x01\xff\xff' >&3 # size, api key, version, correlation id, no client id
answer=$(head -c 10 <&3 | od -An -v -tx1 | tr -d ' \n')
[ "${answer:8}" = 000000010000 ] # our correlation id, no error
