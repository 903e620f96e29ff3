#!/usr/bin/env bash
set -euo pipefail
shopt -s inherit_errexit
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() { cat <<'END'
Usage: infra/test.sh [--quick] [--filter EXPRESSION] [--benchmarks] [--help]

Builds the solution and runs every test project on real servers: a private RabbitMQ, PostgreSQL, Chromium and mail server (aiosmtpd), installed
from Debian's packages when they are missing, started on free loopback ports with their own throw-away data, and ended
by id afterwards. No system service is started or touched. Needs the .NET 10 SDK and Node.js 20 or newer.
The last line is "N passed, N failed". A skipped test, an empty project, a crash and a hang count as failed.

  --quick       only the pure tests of the domain: nothing is installed or started, formatting is not checked
  --filter      passed to dotnet test, such as FullyQualifiedName~Journal; a project may then have no matching test

  --benchmarks  the benchmarks instead of the tests, on the same private servers

The tests are told where things are by: ALERTS_TEST_RABBITMQ (amqp URI), ALERTS_TEST_POSTGRES (Npgsql connection
string), ALERTS_TEST_CHROMIUM (path); and, to break things on purpose, ALERTS_TEST_RABBITMQCTL and ALERTS_TEST_PG_CTL
(commands bound to the private servers; the rabbitmq-server beside the former starts a killed broker again, the file
pid beside it then has its new id), ALERTS_TEST_RABBITMQ_PID, ALERTS_TEST_PG_BIN (folder). Without the former the
broker's user needs the tag impersonator: stories send as any agency's user.
END
}

quick='' benchmarks='' filter=()
while [ $# -gt 0 ]; do
  case $1 in
    --quick) quick=1 ;;
    --filter) filter=(--filter "${2:?--filter needs an expression}"); shift ;;
    --benchmarks) benchmarks=1 ;;
    --help) usage; exit ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

passed=0 failed=0 doing='' since=0 started=() policy='' pg_ctl=''
work=$(mktemp -d /tmp/alerts-test.XXXXXX)

step() { [ -z "$doing" ] || echo "-- $doing: $((SECONDS - since)) s"; doing=$1 since=$SECONDS; [ -z "$1" ] || printf '\n== %s\n' "$1"; }
fail() { echo "FAILED: $*" >&2; failed=$((failed + 1)); }
die() { fail "$@"; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Everything runs in a process group of its own, so that ending it ends what it started, at once and by id.
begin() { setsid "$@" </dev/null & started+=($!); }
end() { for _ in {1..30}; do kill -KILL -- "-$1" 2>/dev/null || return 0; sleep 0.1; done; } # until it is gone
run() { local code=0; begin "$@"; wait "$!" || code=$?; end "$!"; return "$code"; }

finish() {
  local code=$?
  trap - EXIT; trap '' INT TERM HUP; set +e
  [ -z "$pg_ctl" ] || "$pg_ctl" stop -m immediate >/dev/null 2>&1
  { for group in "${started[@]}"; do end "$group"; done; } 2>/dev/null # bash would say "Killed" for each
  [ ! -s "$work/rabbitmq/pid" ] || kill -KILL "$(cat "$work/rabbitmq/pid")" 2>/dev/null # a test may have restarted it
  wait 2>/dev/null
  [ -z "$policy" ] || as_root rm -f /usr/sbin/policy-rc.d
  for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$work" 2>/dev/null && break; sleep 0.3; done
  step ''
  [ "$code" = 0 ] || [ "$failed" -gt 0 ] || failed=1
  printf '\nall: %s s\n%s passed, %s failed\n' "$SECONDS" "$passed" "$failed"
  exit $((failed > 0))
}
trap finish EXIT; trap 'exit 130' INT; trap 'exit 143' TERM HUP

install_missing() {
  local missing=()
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || missing+=(rabbitmq-server)
  [ -x "$(pg_bin)/initdb" ] || missing+=(postgresql)
  [ -x /usr/bin/chromium ] || missing+=(chromium)
  [ -x /usr/bin/aiosmtpd ] || missing+=(python3-aiosmtpd)
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing: ${missing[*]}"
  command -v apt-get >/dev/null || die "this is not a Debian machine: install ${missing[*]} where Debian puts them"
  [ "$(id -u)" = 0 ] || command -v sudo >/dev/null || die "neither root nor sudo: have someone install ${missing[*]}"
  # Debian starts a server as it is installed, unless this policy says no.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    policy=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d >/dev/null
    as_root chmod +x /usr/sbin/policy-rc.d
  fi
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update
  as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >"$work/apt.log" || { cat "$work/apt.log"; die "apt-get install ${missing[*]}"; }
}
pg_bin() { find /usr/lib/postgresql/*/bin -maxdepth 0 2>/dev/null | sort -V | tail -1; }

# Below 32768, where Linux starts to hand out ports for outgoing connections.
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
free_port() { local port; while port=$((15000 + RANDOM % 17000)); listening "$port"; do :; done; echo "$port"; }
wait_for() { # what, port, process, log
  for _ in $(seq 240); do
    ! listening "$2" || return 0
    kill -0 "$3" 2>/dev/null || break
    sleep 0.25
  done
  cat "$4" >&2; die "$1 did not start"
}

start_postgres() {
  local port as=(); port=$(free_port)
  ALERTS_TEST_PG_BIN=$(pg_bin)
  mkdir "$work/pg"; chmod 755 "$work"
  if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); chown postgres: "$work/pg"; fi # it refuses to run as root
  printf '#!/bin/sh\ncd /\nexec %s "$@" -D "%s" -l "%s" -s -w\n' "${as[*]} $ALERTS_TEST_PG_BIN/pg_ctl" "$work/pg/data" "$work/pg/log" >"$work/pg_ctl"
  chmod +x "$work/pg_ctl"
  # The first write of an empty data folder need not be safe (no-sync); the server itself runs with fsync on.
  (cd /; "${as[@]}" "$ALERTS_TEST_PG_BIN/initdb" -D "$work/pg/data" -U app -A trust -E UTF8 --locale C.UTF-8 --no-sync >/dev/null)
  printf '%s\n' "listen_addresses = '127.0.0.1'" "port = $port" "unix_socket_directories = '$work/pg'" "max_connections = 200" >>"$work/pg/data/postgresql.conf"
  pg_ctl=$work/pg_ctl
  "$pg_ctl" start || { cat "$work/pg/log" >&2; die "PostgreSQL did not start"; }
  export ALERTS_TEST_PG_BIN ALERTS_TEST_PG_CTL=$pg_ctl
  export ALERTS_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=app;Database=postgres"
  "$ALERTS_TEST_PG_BIN/postgres" --version; echo "$ALERTS_TEST_POSTGRES"
}

start_rabbitmq() {
  local home=$work/rabbitmq epmd; epmd=$(free_port) port=$(free_port)
  mkdir -p "$home"
  printf 'listeners.tcp.default = 127.0.0.1:%s\n' "$port" >"$home/rabbitmq.conf"
  echo '[].' >"$home/plugins"
  # One script under each command's name: the private node's settings, then Debian's own command. (The rabbitmq-server
  # on the PATH will not do: it insists on the system's user and data.)
  cat >"$home/rabbitmqctl" <<END
#!/bin/sh
export HOME=$home RABBITMQ_NODENAME=alerts-test-$$@localhost RABBITMQ_CONFIG_FILE=$home/rabbitmq RABBITMQ_MNESIA_BASE=$home/data \\
  RABBITMQ_LOG_BASE=$home/log RABBITMQ_ENABLED_PLUGINS_FILE=$home/plugins RABBITMQ_PID_FILE=$home/pid \\
  RABBITMQ_DIST_PORT=$(free_port) ERL_EPMD_PORT=$epmd ERL_EPMD_ADDRESS=127.0.0.1
exec /usr/lib/rabbitmq/bin/\$(basename "\$0") "\$@"
END
  chmod +x "$home/rabbitmqctl"; ln -s rabbitmqctl "$home/rabbitmq-server"
  # Erlang would leave its name server running for ever; one that we started is one that we can end.
  begin epmd -port "$epmd" -address 127.0.0.1 >"$home/epmd" 2>&1; wait_for epmd "$epmd" "$!" "$home/epmd"
  begin "$home/rabbitmq-server" >"$home/out" 2>&1; rabbitmq=$!
  export ALERTS_TEST_RABBITMQ="amqp://guest:guest@127.0.0.1:$port/" ALERTS_TEST_RABBITMQCTL=$home/rabbitmqctl
}
await_rabbitmq() {
  wait_for RabbitMQ "$port" "$rabbitmq" "$work/rabbitmq/out"
  ALERTS_TEST_RABBITMQ_PID=$(cat "$work/rabbitmq/pid"); export ALERTS_TEST_RABBITMQ_PID
  "$ALERTS_TEST_RABBITMQCTL" version | sed 's/^/RabbitMQ /'; echo "$ALERTS_TEST_RABBITMQ"
}

run_tests() { # project
  local name trx code=0 total=0 ok=0 skipped=0
  name=$(basename "$1" .csproj) trx=$work/$name.trx
  step "$name"
  run dotnet test "$1" -c Release --no-build --nologo --results-directory "$work" --logger "trx;LogFileName=$name.trx" \
    --logger 'console;verbosity=minimal' --blame-hang-timeout 5m --blame-hang-dump-type none "${filter[@]}" || code=$?
  if [ -s "$trx" ]; then
    count() { sed -n "s/.*<Counters .*\b$1=\"\([0-9]*\)\".*/\1/p" "$trx"; }
    total=$(count total) ok=$(count passed) skipped=$((total - $(count executed)))
  fi
  passed=$((passed + ok)) failed=$((failed + total - ok))
  [ "$skipped" = 0 ] || echo "$name: $skipped skipped, counted as failed: what a test needs must be there"
  if [ "$total" = 0 ] && [ ${#filter[@]} = 0 ]; then fail "$name ran no test (exit code $code)"
  elif [ "$code" != 0 ] && [ "$total" = "$ok" ]; then fail "$name ended with exit code $code although no test failed"; fi
}

step "tools"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 MSBUILDTERMINALLOGGER=off
dotnet --list-sdks 2>/dev/null | grep -q '^10\.' || die "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download"
projects=(tests/Alerts.Domain.Tests/Alerts.Domain.Tests.csproj) what=("${projects[0]}")
if [ -z "$quick" ]; then
  node=$(node --version 2>/dev/null || true) node=${node#v}
  [ "${node%%.*}" -ge 20 ] 2>/dev/null || die "Node.js 20 or newer is missing (found: ${node:-none}): the page's style sheet is built with it"
  command -v npm >/dev/null || die "npm is missing, which comes with Node.js"
  install_missing
  export ALERTS_TEST_CHROMIUM=/usr/bin/chromium
  step "private servers"
  start_rabbitmq
  start_postgres
  mapfile -t projects < <(grep -l '"xunit"' tests/*/*.csproj)
  what=(Alerts.sln)
fi

step "restore"; run dotnet restore "${what[@]}" --locked-mode || die "restore"
export TMPDIR=$work/tmp; mkdir "$TMPDIR" # whatever builds, tests and browsers drop goes when we go
step "build"; run dotnet build "${what[@]}" -c Release --no-restore --nologo -clp:NoSummary || die "build"
if [ -n "$benchmarks" ]; then
  await_rabbitmq; step "benchmarks"
  run dotnet run -c Release --no-build --project tests/Alerts.Benchmarks || die "benchmarks"
  passed=1; exit
fi
if [ -z "$quick" ]; then
  step "format"; run dotnet format "${what[@]}" --verify-no-changes --no-restore || fail "dotnet format would change files"
  step "RabbitMQ is up"; await_rabbitmq
fi
for project in "${projects[@]}"; do run_tests "$project"; done
[ $((passed + failed)) -gt 0 ] || fail "no test ran"
