#!/usr/bin/env bash
# Installs the tools that the tests use, runs every test, and closes with "N passed, N failed[, N skipped]".
# Arguments go to dotnet test: tests/run.sh --filter-class '*JournalTests'
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

install_missing_tools() {
  local pair packages=() missing=() as_root=()
  for pair in chromium-headless-shell:chromium-headless-shell nc.openbsd:netcat-openbsd ncat:ncat socat:socat python3:python3 ss:iproute2 openssl:openssl curl:curl tshark:tshark capinfos:wireshark-common sharkd:wireshark-common tcpdump:tcpdump packetsender:packetsender xxd:xxd hexdump:bsdextrautils \
    logger:bsdutils redis-benchmark:redis-tools mosquitto_pub:mosquitto-clients mbpoll:mbpoll sipp:sip-tester dig:bind9-dnsutils snmpget:snmp tftp:tftp-hpa ntpdig:ntpsec-ntpdig nsenter:util-linux \
    gst-launch-1.0:gstreamer1.0-tools,gstreamer1.0-plugins-base,gstreamer1.0-plugins-good; do
    command -v "${pair%%:*}" >/dev/null || IFS=, read -ra packages <<<"${pair##*:}"
    missing+=("${packages[@]}") packages=()
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Not found, and no apt-get to install them with: ${missing[*]}. Tests that need them will fail." >&2
    return 0
  fi
  if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null; then as_root=(sudo); fi
  echo "Installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  if ! apt-cache show chromium-headless-shell >/dev/null 2>&1; then missing=("${missing[@]/#chromium-headless-shell/chromium}"); fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
}

# The sum over all runs of the number in their lines "  NAME: N" after "Test run summary:".
count() {
  awk -v name="$1:" '/Test run summary:/ { on = 1 } on && $1 == name { n += $2 } END { print n + 0 }' "$log"
}

# run "PROJECTS" ARGS: runs test projects that are built, beside each other.
run() {
  local modules="" project
  for project in $1; do modules+="${modules:+;}tests/SocketLab.$project.Tests/bin/Release/net10.0/SocketLab.$project.Tests.dll"; done
  dotnet test --test-modules "$modules" --max-parallel-test-modules 3 --no-ansi --no-progress "${options[@]}" "${@:2}" 2>&1 | tee -a "$log"
}

install_missing_tools

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Pictures are taken on demand.
options=(--filter-not-namespace SocketLab.Browser.Tests.Screens)
# A filter leaves most test projects with nothing to run, which alone is no failure (exit code 8).
case " $* " in *" --filter"*) options+=(--ignore-exit-code 8) ;; esac

code=0
dotnet build SocketLab.sln --configuration Release --nologo --verbosity quiet || code=$?
if [ "$code" -eq 0 ]; then
  # The browser's tests have the machine to themselves: they wait for what a person would see in time.
  for projects in "Core Web Interop" "Browser"; do run "$projects" "$@" || code=$?; done
fi

passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
[ "$code" -eq 0 ] || echo "dotnet exited with $code."
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
  echo "CI skips nothing: $skipped skipped counted as failed."
  failed=$((failed + skipped)) skipped=0
fi
if [ $((passed + failed)) -eq 0 ]; then echo "No test ran."; fi
if [ "$code" -eq 0 ] && { [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; }; then code=1; fi

if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
exit "$code"
