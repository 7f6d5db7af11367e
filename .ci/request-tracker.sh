#!/usr/bin/env bash
# A real Request Tracker 5 on loopback, for the tests of its connector. As root on Debian, without systemd.
#   request-tracker.sh start   installs, seeds and starts what is not there yet; prints two lines of shell: TEST_RT_URL, TEST_RT_TOKEN
#   request-tracker.sh stop    stops the server that start left running
# RT_PORT names another port than 8099. Starting twice gives the same server and token.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
port=${RT_PORT:-8099}
share=/usr/share/request-tracker5
state=/run/mfa-help-bot-request-tracker
site=/etc/request-tracker5/RT_SiteConfig.d/90-loopback.pm
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

say() { echo "$*" >&2; }

installed() { dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed; }

has_mail_agent() { dpkg-query -W -f '${db:Status-Status} ${Provides}\n' | grep -q '^installed .*mail-transport-agent'; }

# Packages that start a service at once are kept from it, unless the machine has a rule of its own.
quietly() {
  local rule=/usr/sbin/policy-rc.d made=
  if [ ! -e $rule ]; then printf '#!/bin/sh\nexit 101\n' >$rule && chmod +x $rule && made=yes; fi
  local outcome=0
  "$@" || outcome=$?
  [ -z "$made" ] || rm -f $rule
  return $outcome
}

install_packages() {
  if installed request-tracker5 && installed rt5-standalone && installed rt5-db-sqlite; then return; fi
  say 'Installing Request Tracker ...'
  local password
  password=$(head -c 18 /dev/urandom | base64)
  debconf-set-selections <<ANSWERS
request-tracker5 request-tracker5/rtname string desk.test
request-tracker5 request-tracker5/organization string desk.test
request-tracker5 request-tracker5/correspondaddress string desk@desk.test
request-tracker5 request-tracker5/commentaddress string desk-comment@desk.test
request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1:$port
request-tracker5 request-tracker5/initial-root-password password $password
request-tracker5 request-tracker5/initial-root-password-again password $password
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean true
request-tracker5 request-tracker5/install-cronjobs boolean false
request-tracker5 request-tracker5/dbconfig-install boolean true
request-tracker5 request-tracker5/database-type select sqlite3
ANSWERS
  # It insists on some mail agent. One that is there stays: asking for another would remove it.
  local agent=()
  has_mail_agent || agent=(msmtp-mta)
  local log=/tmp/request-tracker-packages.log options=(-q -o 'DPkg::Lock::Timeout=600')
  {
    apt-get "${options[@]}" update
    quietly apt-get "${options[@]}" install -y --no-install-recommends "${agent[@]}" rt5-db-sqlite rt5-standalone request-tracker5
  } >$log 2>&1 || { tail -20 $log >&2; exit 1; }
}

running() { [ -e "$state/pid" ] && kill -0 "$(cat "$state/pid")" 2>/dev/null; }

stop() {
  if running; then kill "$(cat "$state/pid")"; fi
  rm -rf "$state"
  for _ in $(seq 1 50); do answers || return 0; sleep 0.2; done
}

answers() { perl -MIO::Socket::INET -e 'exit(IO::Socket::INET->new(PeerAddr => $ARGV[0], Timeout => 1) ? 0 : 1)' "127.0.0.1:$port"; }

configure() {
  # The package ignores an empty path, and leaves its settings readable for root alone. Mail goes to a file, never out.
  # Each request checks the hash of every token of the user: at the usual cost that is a second of computing each.
  local settings
  settings=$(cat <<SITE
Set(\$WebPath, '');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $port);
Set(\$WebBaseURL, 'http://127.0.0.1:$port');
Set(\$LogToSyslog, undef);
Set(\$LogToSTDERR, 'error');
Set(\$BcryptCost, 4);
Set(\$MailCommand, 'mbox');
1;
SITE
  )
  if [ -e "$site" ] && [ "$(cat "$site")" = "$settings" ]; then return; fi
  stop
  printf '%s\n' "$settings" >"$site"
  chgrp www-data /etc/request-tracker5/RT_SiteConfig.pm "$site"
  chmod 640 /etc/request-tracker5/RT_SiteConfig.pm "$site"
}

seed() {
  local what=$1
  if perl -I"$share/lib" "$here/request-tracker/seeded.pl" "$what"; then return; fi
  say "Seeding the $what ..."
  rt-setup-database-5 --action insert --skip-create --datafile "$here/request-tracker/$what.pl" >&2
}

serve() {
  if running && answers; then return; fi
  if answers; then say "Something else listens on port $port. Set RT_PORT to another one."; exit 1; fi
  say 'Starting Request Tracker ...'
  mkdir -p "$state"
  # The embedded database belongs to www-data's group.
  (
    cd /
    setpriv --reuid=www-data --regid=www-data --init-groups "$share/libexec/rt-server" \
      --server Starlet --host 127.0.0.1 --port "$port" --max-workers 2 </dev/null >"$state/log" 2>&1 &
    echo $! >"$state/pid"
  )
  for _ in $(seq 1 150); do
    if answers; then return; fi
    running || break
    sleep 0.2
  done
  tail -20 "$state/log" >&2
  say 'Request Tracker did not start.'
  exit 1
}

case "${1:-}" in
start)
  install_packages
  configure
  seed queue
  seed agent
  serve
  if [ ! -s "$state/token" ]; then
    (umask 077; perl -I"$share/lib" "$here/request-tracker/token.pl" mfa-help-bot >"$state/token")
  fi
  echo "export TEST_RT_URL=http://127.0.0.1:$port"
  echo "export TEST_RT_TOKEN=$(cat "$state/token")"
  ;;
stop)
  stop
  ;;
*)
  say 'Say start or stop.'
  exit 2
  ;;
esac
