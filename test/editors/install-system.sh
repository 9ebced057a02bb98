#!/bin/sh
# The browser and the editors that Debian has, as root.
set -eu
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium neovim emacs-nox elpa-eglot
