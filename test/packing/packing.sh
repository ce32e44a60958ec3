#!/usr/bin/env bash
# Packs the package, installs the tarball in an empty folder and compares a run of the installed
# program with the expected text.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d)
# Windows removes no folder that somebody is in.
trap 'cd "$root" && rm -rf "$folder"' EXIT

cd "$root"
tarball=$(npm pack --silent --pack-destination "$folder")

cd "$folder"
npm init --yes >/dev/null
npm install --no-save --no-audit --no-fund "./$tarball"
npx --no-install sinfit-tui --headless \
  --init=-1.8161428228358607,-0.5176617735580918,-0.6724006774542982,0.10216641477200068 >run.txt
diff "$root/test/packing/expected.txt" run.txt
npx --no-install sinfit-tui --version
echo "packing: the installed program prints the expected text"

# Globally, and with nothing but the tarball; on Windows npm lays a global program out otherwise.
case "$(uname -s)" in MINGW* | MSYS*) exit ;; esac
npm install --global --offline --prefix "$folder/global" "./$tarball" >global.log
node "$root/dist/test/packing/dashboard.js" "$folder/global/bin/sinfit-tui"
test -f "$folder/global/share/man/man1/sinfit-tui.1"
