#!/bin/sh
# The browser, the editors the mail programs and the tracer that Debian has, as root.
set -eu
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  chromium neovim emacs-nox elpa-eglot elpa-lsp-mode mutt msmtp git-email strace libmailtools-perl
