#!/usr/bin/env bash
# Makes the reports of this directory anew:
#
#   conformance/reports/generate.sh [operations] [handshake]
#
# operations runs every driver on the vectors and takes two minutes; handshake runs the
# apps and workers on the cases of the roles and takes longer. Without arguments it makes
# both. Needs Go, Node 20 and cargo, and what `npm ci` and `cargo build` fetch. Equal
# implementations give equal files.
set -euo pipefail
cd "$(dirname "$0")/../.."

drivers=conformance/drivers
baselines=conformance/baselines
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -buildvcs=false -o "$work/minaseal" ./cmd/minaseal
export PATH=$work:$PATH XDG_CACHE_HOME=$work/cache # the reports name neither

# suite NAME ARGUMENTS runs the suite and writes conformance/reports/NAME.*.
suite() {
	minaseal conform --report html,json --out "conformance/reports/$1" --start-timeout 2m --timeout 1m "${@:2}"
}

operations() {
	for package in o1js mina-signer; do
		test -d $drivers/$package/node_modules || npm ci --prefix $drivers/$package --no-audit --no-fund
	done
	cargo build --quiet --release --locked --manifest-path $drivers/rust/Cargo.toml
	suite operations \
		--driver "minaseal driver" \
		--driver "node $drivers/o1js/driver.mjs --version 2.15.0" --baseline $baselines/o1js-2.15.0.yaml \
		--driver "node $drivers/o1js/driver.mjs --version 1.9.1" --baseline $baselines/o1js-1.9.1.yaml \
		--driver "node $drivers/mina-signer/driver.mjs" --baseline $baselines/mina-signer-4.0.0.yaml \
		--driver "$drivers/rust/target/release/minaseal-driver-pasta-curves" --baseline $baselines/pasta_curves-0.6.1.yaml
}

# The encryption example runs o1js 1.9.1 in zkcw-v1 and 2.15.0 in zkcw-v2; its programs speak
# sealed-v1 too, which the example itself does not.
handshake() {
	local example="encryption example (o1js)"
	suite handshake --profile zkcw-v1,zkcw-v2,sealed-v1 --only 'roles/*' --driver "minaseal driver" \
		--app "minaseal (devel)=minaseal app --json --nats {nats} --profile {profile} --options {options} --payload {payload} --deadline {deadline}ms" \
		--worker "minaseal (devel)=minaseal worker --json --nats {nats} --profile {profile} --client {client} --timeout {timeout}ms --deadline {deadline}ms" \
		--app "$example=node $drivers/o1js/app.mjs --nats {nats} --profile {profile} --options {options} --payload {payload}" \
		--worker "$example=node $drivers/o1js/worker.mjs --nats {nats} --profile {profile} --client {client} --timeout {timeout} --result text"
}

for report in "${@:-operations handshake}"; do
	for name in $report; do "$name"; done
done
