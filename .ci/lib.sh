# Shared by run.sh and test.sh: which lane, what to install, what to build. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
local_state="$root/.local"
configuration=Release
orleans_version=$(sed -n 's:.*<OrleansVersion[^>]*>\([^<]*\)</OrleansVersion>.*:\1:p' "$root/Directory.Packages.props" | head -n 1)

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

require_tools() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing (command 'dotnet')"
  command -v node >/dev/null && command -v npm >/dev/null || die "Node.js 20 or later with npm is missing"
}

# Installs Debian packages that are absent; without root it says what to install.
require_packages() {
  local missing=()
  for package in "$@"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" -eq 0 ] || die "install these Debian packages first: ${missing[*]}"
  say "installing ${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
    >"$local_state/apt.log" 2>&1 || { tail -n 20 "$local_state/apt.log" >&2; die "apt-get could not install ${missing[*]}"; }
}

# Sets $lane and $lane_reason. The answer of the one probe is remembered in .runtime-lane.
choose_lane() {
  local wanted=${1:-} remembered="$root/.runtime-lane"
  case "$wanted" in
    orleans|embedded) lane=$wanted; lane_reason="chosen by hand"; return ;;
    "") ;;
    *) die "--runtime takes orleans or embedded, not '$wanted'" ;;
  esac
  if [ -f "$remembered" ]; then
    read -r lane lane_reason <"$remembered"
    return
  fi
  # The real projects are asked for, so that the answer holds for every package and version of the lane. Orleans is not taken by itself: the unit
  # tests pass on it, but the tests of whole processes have not all been run there. --runtime orleans chooses it.
  lane=embedded
  if dotnet restore "$root/tests/Emergency.TestKit" -p:ActorRuntime=Orleans --nologo -v q >/dev/null 2>&1 \
      && dotnet restore "$root/silo/Emergency.Silo" -p:ActorRuntime=Orleans --nologo -v q >/dev/null 2>&1; then
    lane_reason="the package sources hold Microsoft.Orleans $orleans_version too, but not every test has been run on it: --runtime orleans chooses it"
  else
    lane_reason="the package sources do not hold Microsoft.Orleans $orleans_version complete"
  fi
  say "$lane $lane_reason" >"$remembered"
}

# The properties and the output folder of the lane.
lane_properties() { [ "$lane" = orleans ] && say "-p:ActorRuntime=Orleans" || say "-p:ActorRuntime=Embedded"; }
output_of() { # PROJECT-FOLDER
  local bin=bin; [ "$lane" = orleans ] && bin=bin/orleans
  say "$root/$1/$bin/$configuration/net10.0"
}

# True when a source below the given places is newer than the stamp.
newer_than() { # STAMP PLACE...
  local stamp=$1; shift
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -newer "$stamp" -print -quit)" ]
}

build_dotnet() { # SOLUTION-OR-FILTER NAME
  local stamp="$local_state/$lane-$2.stamp" log="$local_state/build-$2.log" started
  mkdir -p "$local_state"
  newer_than "$stamp" "$root/silo" "$root/client-web/Emergency.Web" "$root/ambulance-agent" "$root/simulators" "$root/tests" \
    "$root/.ci" "$root"/*.props "$root"/*.targets "$root/global.json" "$root/.editorconfig" || return 0
  started=$(mktemp)
  say "building ($lane lane)"
  dotnet build "$root/$1" -c $configuration "$(lane_properties)" -v q -clp:NoSummary >"$log" 2>&1 \
    || { grep -E 'error|warn' "$log" | sort -u | head -n 30 >&2; die "the build failed; all of it is in $log"; }
  mv "$started" "$stamp"
}

build_apps() {
  local apps="$root/client-web/apps" log="$local_state/npm.log" started
  mkdir -p "$local_state"
  if [ ! -d "$apps/node_modules" ] || newer_than "$local_state/npm.stamp" "$apps/package.json" "$apps/package-lock.json"; then
    say "installing the web apps' packages"
    (cd "$apps" && npm ci --no-fund --no-audit) >"$log" 2>&1 || { tail -n 20 "$log" >&2; die "npm ci failed"; }
    touch "$local_state/npm.stamp"
  fi
  if [ ! -d "$apps/dist" ] || newer_than "$local_state/apps.stamp" "$apps"; then
    say "building the web apps"
    started=$(mktemp)
    (cd "$apps" && npm run build) >"$log" 2>&1 || { tail -n 30 "$log" >&2; die "the web apps do not build"; }
    mv "$started" "$local_state/apps.stamp"
  fi
}
