#!/usr/bin/env bash
# Lets other engines search the same graph: SciPy, igraph and pgRouting, from Debian's packages.
# run.sh FOLDER, with arcs.csv (tail,head,milliseconds) and origins.csv (a node a line) in it.
# Prints for each engine: peer NAME MEDIAN-MILLISECONDS CHECKSUM, or: peer NAME absent REASON
set -euo pipefail
folder=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
packages=(python3-numpy python3-scipy python3-igraph postgresql-15-pgrouting)

missing=()
for package in "${packages[@]}"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" -eq 0 ] || { echo "install these Debian packages first: ${missing[*]}" >&2; exit 1; }
  { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$folder/apt.log" 2>&1 \
    || { tail -n 5 "$folder/apt.log" >&2; exit 1; }
fi

/usr/bin/python3 "$here/searches.py" "$folder"

# A PostgreSQL of our own, on a socket in the folder only; the server refuses to run as root.
[ "$(id -u)" -eq 0 ] || { echo "peer pgrouting absent needs root to start a server as another user"; exit 0; }
bin=/usr/lib/postgresql/15/bin
chmod 755 "$folder"
mkdir -p "$folder/pg"
chown postgres "$folder/pg"
as() { runuser -u postgres -- "$@"; }
(cd "$folder/pg" && as "$bin/initdb" -D "$folder/pg/data" -A trust >/dev/null)
trap 'as "$bin/pg_ctl" -D "$folder/pg/data" -m immediate stop >/dev/null 2>&1 || true' EXIT
as "$bin/pg_ctl" -D "$folder/pg/data" -o "-c listen_addresses='' -k $folder/pg" -w start >/dev/null
psql() { as "$bin/psql" -h "$folder/pg" -d postgres -qtA -v ON_ERROR_STOP=1 "$@"; }
psql >/dev/null 2>&1 <<SQL
create extension pgrouting cascade;
create table arcs (id serial primary key, source bigint, target bigint, cost float8);
\copy arcs (source, target, cost) from '$folder/arcs.csv' csv
analyze arcs;
SQL
while read -r origin; do
  start=$(date +%s%N)
  sum=$(psql -c "select round(sum(agg_cost))::bigint from pgr_drivingDistance('select id, source, target, cost from arcs', $origin, 1e12, true)")
  echo "$((($(date +%s%N) - start) / 1000)) $sum"
done < <(head -n 7 "$folder/origins.csv") | sort -n >"$folder/pg.txt"
awk 'NR == 4 { median = $1 } { sum += $2 } END { printf "peer pgrouting %.3f %.0f\n", median / 1000, sum }' "$folder/pg.txt"
