#!/usr/bin/env bash
# Starts the whole dispatch system in this terminal, or runs one of its commands. See README.md.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/.ci/lib.sh"

usage() {
  cat <<TXT
usage: ./run.sh [options]                 start server, web and simulators; Ctrl-C stops everything
       ./run.sh county import|check|times|coverage …
       ./run.sh verify-journal --data DIR
       ./run.sh bench NAME                (without a name: lists them)

options: --county DIR       a county package (default: the built-in synthetic county)
         --port N           8120
         --data DIR         where the journal lives (default ./data)
         --runtime LANE     orleans or embedded (default: what the package sources allow)
         --no-simulators    no simulated vehicles, patients, callers, dispatchers and physicians
         --speed N          accelerated clock, 1 to 3600; demonstrations only
         --vehicles N       at most this many simulated vehicles
         --calls-per-day N  simulated calls, on average (default 120: a busy day, so that there is something to see)
TXT
}

silo() {
  choose_lane "${runtime:-}"
  build_dotnet silo/Emergency.Silo silo >&2
  exec dotnet "$(output_of silo/Emergency.Silo)/Emergency.Silo.dll" "$@"
}

case "${1:-}" in
  -h|--help) usage; exit 0 ;;
  county|verify-journal) require_tools; silo "$@" ;;
  bench)
    require_tools; choose_lane ""; build_dotnet tests/Emergency.Benchmarks benchmarks >&2
    shift; exec dotnet "$(output_of tests/Emergency.Benchmarks)/Emergency.Benchmarks.dll" "$@" ;;
esac

county="" port=8120 data="$root/data" runtime="" simulators=yes speed=1 vehicles="" calls=120
while [ $# -gt 0 ]; do
  case "$1" in
    --no-simulators) simulators=no; shift; continue ;;
    --county|--port|--data|--runtime|--speed|--vehicles|--calls-per-day) [ $# -ge 2 ] || die "$1 needs a value" ;;
    *) usage >&2; die "unknown option '$1'" ;;
  esac
  case "$1" in
    --county) [ -f "$2/county.json" ] || die "--county $2: there is no county.json in it"; county=$(cd "$2" && pwd) ;;
    --port) [[ "$2" =~ ^[0-9]+$ ]] && [ "$2" -ge 1 ] && [ "$2" -le 65535 ] || die "--port takes 1 to 65535, not '$2'"; port=$2 ;;
    --data) mkdir -p "$2" || die "--data $2 cannot be made"; data=$(cd "$2" && pwd) ;;
    --runtime) runtime=$2 ;;
    --speed) [[ "$2" =~ ^[0-9]+$ ]] && [ "$2" -ge 1 ] && [ "$2" -le 3600 ] || die "--speed takes 1 to 3600, not '$2'"; speed=$2 ;;
    --vehicles) [[ "$2" =~ ^[0-9]+$ ]] && [ "$2" -ge 1 ] || die "--vehicles takes a number from 1, not '$2'"; vehicles=$2 ;;
    --calls-per-day) [[ "$2" =~ ^[0-9]+$ ]] && [ "$2" -ge 1 ] || die "--calls-per-day takes a number from 1, not '$2'"; calls=$2 ;;
  esac
  shift 2
done

require_tools
choose_lane "$runtime"
build_dotnet .ci/Run.slnf run
build_apps

url="http://127.0.0.1:$port"
mkdir -p "$data"
say "lane: $lane ($lane_reason)"
say "console: $url (ready in a few seconds)"
say "demonstration accounts: dispatcher1 physician1 specialist1 hospital1 clinic1 supervisor1 admin1, password demo"
say "data: $data · Ctrl-C stops everything"

children=()
stop() {
  trap - INT TERM EXIT
  [ ${#children[@]} -gt 0 ] && kill -TERM "${children[@]}" 2>/dev/null
  wait
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

# Each child ignores the terminal's own Ctrl-C: this script tells them to stop, simulators first.
server=(--urls "$url" --data "$data" --demo true --speed "$speed" --apps "$root/client-web/apps/dist")
[ -n "$county" ] && server+=(--county "$county")
setsid dotnet "$(output_of client-web/Emergency.Web)/Emergency.Web.dll" "${server[@]}" &
children+=($!)

if [ "$simulators" = yes ]; then
  world=(--url "$url" --county "${county:-builtin}" --device-keys "$data/demo/device-keys.json" --calls-per-day "$calls")
  [ -n "$vehicles" ] && world+=(--vehicles "$vehicles")
  setsid dotnet "$(output_of simulators/Emergency.Simulators)/Emergency.Simulators.dll" "${world[@]}" &
  children+=($!)
fi

status=0
wait -n "${children[@]}" || status=$?
say "a process ended (status $status); stopping the others"
stop
exit "$status"
