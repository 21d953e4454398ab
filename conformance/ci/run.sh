#!/usr/bin/env bash
# run.sh DIRECTORY runs the suite with the minaseal of the directory, on the driver $DRIVER
# with the arguments $ARGUMENTS, and writes the reports $REPORT. Its exit code is the
# suite's.
set -euo pipefail
PATH=$1:$PATH
arguments=(--report "html,json,junit" --out "${REPORT:-conformance}")
[[ -z ${DRIVER:-} ]] || arguments+=(--driver "$DRIVER")
eval "arguments+=(${ARGUMENTS:-})" # words as a shell reads them
minaseal conform "${arguments[@]}"
