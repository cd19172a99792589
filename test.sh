#!/usr/bin/env bash
# Installs what the tests need, builds everything, runs all tests. An argument narrows them: a project's or a test's name, or part of it.
# Options before it: --runtime orleans|embedded. The last line is "N passed, N failed, N skipped".
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/.ci/lib.sh"

runtime=""
if [ "${1:-}" = --runtime ]; then runtime=${2:-}; shift 2; fi
filter=${1:-}

require_tools
mkdir -p "$local_state"
choose_lane "$runtime"
say "lane: $lane ($lane_reason)"
require_packages chromium fonts-noto-cjk gpsd gpsd-clients
build_apps
build_dotnet Emergency.sln all

passed=0 failed=0 skipped=0

add() { passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + $3)); }

# One xunit project. Its summary line gives the figures; no summary is one failure.
run_project() { # NAME [ARGUMENTS...]
  local name=$1 log="$local_state/$1.log" summary total bad skip; shift
  local status=0
  dotnet "$(output_of "tests/$name")/$name.dll" -noLogo -noColor "$@" >"$log" 2>&1 || status=$?
  summary=$(grep -E 'Total: [0-9]+' "$log" | tail -n 1 || true)
  if [ -z "$summary" ]; then
    tail -n 30 "$log"; say "FAIL $name ended without a summary (status $status)"; add 0 1 0; return
  fi
  figure() { sed -n "s/.*$1: \([0-9][0-9]*\).*/\1/p" <<<"$summary"; }
  total=$(figure Total) bad=$(($(figure Failed) + $(figure Errors))) skip=$(figure Skipped)
  add $((total - bad - skip)) "$bad" "$skip"
  say "$name: $((total - bad - skip)) passed, $bad failed, $skip skipped"
  grep -E '\[SKIP\]' "$log" | head -n 5 || true
  if [ "$bad" -gt 0 ]; then grep -A 25 -E '\[FAIL\]' "$log" | head -n 200; fi
  if [ "$bad" -eq 0 ] && [ "$status" -ne 0 ] && [ "$total" -gt 0 ]; then
    tail -n 20 "$log"; say "FAIL $name ended with status $status"; add 0 1 0
  fi
}

run_apps() {
  local log="$local_state/apps-test.log" status=0 good bad
  (cd "$root/client-web/apps" && npm run check && npx vitest run --reporter=json --outputFile="$local_state/apps-test.json") >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then tail -n 60 "$log"; fi
  read -r good bad < <(node -e 'try{const r=require(process.argv[1]);console.log(r.numPassedTests,r.numFailedTests)}catch{console.log(0,0)}' "$local_state/apps-test.json")
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
  add "$good" "$bad" 0
  say "web apps: $good passed, $bad failed, 0 skipped"
}

# Whole-process tests come last: they take longest and tell least about where a fault is.
projects=$(cd "$root/tests" && ls -d *.Tests | grep -v '^Emergency.System.Tests$'; echo Emergency.System.Tests)
for project in $projects; do
  if [ -z "$filter" ] || [[ "$project" == *"$filter"* ]]; then run_project "$project"
  else run_project "$project" -method "*$filter*"; fi
done
if [ -z "$filter" ] || [[ "web apps" == *"$filter"* ]]; then rm -f "$local_state/apps-test.json"; run_apps; fi

say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
