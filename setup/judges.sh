#!/bin/sh
# Installs the outside judges that Debian has (Go's log library, PDF tools, strace), where it may.
set -eu
missing=
command -v go >/dev/null 2>&1 || missing="$missing golang-go"
[ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ] || missing="$missing golang-golang-x-mod-dev"
command -v qpdf >/dev/null 2>&1 || missing="$missing qpdf"
command -v pdfinfo >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v strace >/dev/null 2>&1 || missing="$missing strace"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1 || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null 2>&1 && exit 0
fi
echo "Without$missing some outside checks will be skipped." >&2
