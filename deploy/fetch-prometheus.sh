#!/usr/bin/env bash
# prometheus, promtool and amtool for the tests: from Debian's packages into .cache/prometheus, without root and without
# starting anything. Does nothing where the machine has them.
set -eu
cd "$(dirname "$0")/.."
into=.cache/prometheus
lacks() { ! command -v "$1" >/dev/null && [ ! -x "$into/$1" ]; }
if lacks prometheus || lacks promtool || lacks amtool; then
  echo "Prometheus: fetching it into $into ..." >&2
  packages=$(mktemp -d)
  trap 'rm -rf "$packages"' EXIT
  if ! (cd "$packages" && apt-get download -qq prometheus prometheus-alertmanager && for one in *.deb; do dpkg -x "$one" .; done) >&2; then
    echo "Error: apt-get does not have it: put prometheus, promtool and amtool on the PATH or into $into" >&2
    exit 1
  fi
  mkdir -p "$into"
  cp "$packages"/usr/bin/{prometheus,promtool,amtool} "$into/"
fi
