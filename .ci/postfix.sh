#!/usr/bin/env bash
# A real Postfix on loopback, for the tests of the mail connection. As root on Debian, without systemd.
#   postfix.sh start   installs and starts what is not there yet; prints three lines of shell: TEST_SMTP_URL, TEST_SMTP_CA, TEST_MAILDIR
#   postfix.sh stop    stops the server that start left running
# SMTP_PORT names another port than 2525. All mail, whoever it is for, lands in one maildir: none leaves this machine.
# Recipients at refused.test are refused for good, those at busy.test for now.
set -euo pipefail
port=${SMTP_PORT:-2525}
state=/run/mfa-help-bot-postfix
config=$state/etc
owner=65534
export DEBIAN_FRONTEND=noninteractive

say() { echo "$*" >&2; }

# Packages that start a service at once are kept from it, unless the machine has a rule of its own.
quietly() {
  local rule=/usr/sbin/policy-rc.d made= outcome=0
  if [ ! -e $rule ]; then printf '#!/bin/sh\nexit 101\n' >$rule && chmod +x $rule && made=yes; fi
  "$@" || outcome=$?
  [ -z "$made" ] || rm -f $rule
  return $outcome
}

install_package() {
  if [ -x /usr/sbin/postfix ] && command -v openssl >/dev/null; then return; fi
  say 'Installing Postfix ...'
  echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
  local log=/tmp/postfix-packages.log options=(-q -o 'DPkg::Lock::Timeout=600')
  {
    apt-get "${options[@]}" update
    quietly apt-get "${options[@]}" install -y --no-install-recommends postfix openssl
  } >$log 2>&1 || { tail -20 $log >&2; exit 1; }
}

configure() {
  install -d -m 755 $state $config
  install -d -m 755 -o root $state/queue
  install -d -m 700 -o postfix $state/data
  install -d -m 700 -o $owner -g $owner $state/mail
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' -keyout $state/key.pem -out $state/cert.pem 2>/dev/null
  cat >$config/main.cf <<MAIN
compatibility_level = 3.6
meta_directory = /etc/postfix
queue_directory = $state/queue
data_directory = $state/data
maillog_file = $state/mail.log
maillog_file_prefixes = $state
myhostname = mail.bench.test
inet_interfaces = loopback-only
inet_protocols = ipv4
mydestination =
mynetworks = 127.0.0.0/8
default_transport = error:mail stays on this machine
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:inbox/
virtual_mailbox_base = $state/mail
virtual_uid_maps = static:$owner
virtual_gid_maps = static:$owner
smtpd_recipient_restrictions = check_recipient_access inline:{ { refused.test = 550 5.1.1 no such mailbox } { busy.test = 450 4.2.1 try again later } }, permit_mynetworks, reject
smtpd_tls_security_level = may
smtpd_tls_cert_file = $state/cert.pem
smtpd_tls_key_file = $state/key.pem
MAIN
  cat >$config/master.cf <<MASTER
127.0.0.1:$port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
MASTER
}

running() { [ -f $config/main.cf ] && postfix -c $config status >/dev/null 2>&1; }

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }

start() {
  install_package
  # What an earlier run left behind, its process gone or hung.
  if running && ! answers; then postfix -c $config abort >&2 || true; rm -rf $state; fi
  if ! running; then
    configure
    postfix -c $config start >&2 || { tail -20 $state/mail.log >&2; exit 1; }
  fi
  for _ in $(seq 50); do answers && break || sleep 0.1; done
  answers || { tail -20 $state/mail.log >&2; exit 1; }
  echo "export TEST_SMTP_URL=smtp://127.0.0.1:$port"
  echo "export TEST_SMTP_CA=$state/cert.pem"
  echo "export TEST_MAILDIR=$state/mail/inbox"
}

case ${1:-} in
  start) start ;;
  stop) if running; then postfix -c $config stop >&2; fi ;;
  *) say "usage: $0 start|stop" && exit 2 ;;
esac
