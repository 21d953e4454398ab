#!/usr/bin/env bash
# install.sh DIRECTORY fetches the release $VERSION of minaseal for this machine, checks it
# against the release's SHA256SUMS, and puts the command into the directory. $BASE is where
# releases are, a URL; by default that of $REPOSITORY.
set -euo pipefail
directory=$1
base=${BASE:-https://github.com/${REPOSITORY:-minaseal/minaseal}/releases/download}
case $(uname -s) in
Linux) system=linux archive=tar.gz ;;
Darwin) system=darwin archive=tar.gz ;;
MINGW* | MSYS* | CYGWIN*) system=windows archive=zip ;;
*) echo "minaseal: no release for $(uname -s)" >&2 && exit 2 ;;
esac
case $(uname -m) in
x86_64 | amd64) machine=amd64 ;;
aarch64 | arm64) machine=arm64 ;;
*) echo "minaseal: no release for $(uname -m)" >&2 && exit 2 ;;
esac
file=minaseal_${VERSION#v}_${system}_$machine.$archive
temporary=$(mktemp -d)
trap 'rm -r "$temporary"' EXIT
for name in "$file" SHA256SUMS; do
	curl --fail --silent --show-error --location --retry 3 --output "$temporary/$name" "$base/$VERSION/$name"
done
sum=$(command -v sha256sum || echo "shasum -a 256")
(cd "$temporary" && grep -F "  $file" SHA256SUMS >expected && $sum --check expected)
mkdir -p "$directory"
case $archive in
tar.gz) tar -xzf "$temporary/$file" -C "$directory" ;;
zip) unzip -q -o "$temporary/$file" -d "$directory" ;;
esac
"$directory/minaseal" version
