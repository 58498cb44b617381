#!/usr/bin/env bash
# Installs from Debian what the tests start themselves: PostgreSQL, Dovecot, Chromium,
# and Firefox where the extension is tested (TEST_EXTENSION).
# Does nothing where they are there, so that it works without a network the second time.
set -euo pipefail

missing=()
have_postgres() { command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; }
have_dovecot() { [ -x /usr/sbin/dovecot ] && [ -e /usr/lib/dovecot/imap ]; }
have_postgres || missing+=(postgresql)
have_dovecot || missing+=(dovecot-imapd)
command -v chromium >/dev/null || missing+=(chromium)
[ -z "${TEST_EXTENSION:-}" ] || command -v firefox-esr >/dev/null || missing+=(firefox-esr)

if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
echo "Installing for the tests: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-dejavu-core >/dev/null
