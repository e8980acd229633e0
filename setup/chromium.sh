#!/bin/sh
# Finds or installs Chromium for the browser tests; prints its path, or nothing with the reason.
set -eu
for program in chromium chromium-browser google-chrome; do
    if command -v "$program" >/dev/null 2>&1; then
        command -v "$program"
        exit 0
    fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >/dev/null 2>&1 || true
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1; then
        command -v chromium
        exit 0
    fi
fi
if .venv/bin/playwright install chromium >/dev/null 2>&1; then
    echo playwright
    exit 0
fi
echo "No Chromium: apt-get could not install it and Playwright could not fetch its own." >&2
