// The driver of the conformance suite for o1js:
//
//   node driver.mjs --version 1.9.1|2.15.0 [--backend auto|wasm|native]
//
// Requests come in and responses go out as NDJSON, in order; logs go to standard error.
// Everything it computes, a release of o1js computes; see README.md for what of it is
// not in o1js's public API.

import { once } from 'node:events';
import { arithmetic } from './arithmetic.mjs';
import { lines, options, quiet } from './cli.mjs';
import { messages, proofSystems, schemes } from './messages.mjs';
import { load } from './o1js.mjs';
import { sealedOperations } from './sealed-operations.mjs';
import { unsupported, verdict } from './verdicts.mjs';

const args = options({ version: undefined, backend: 'auto' });
quiet();
const lib = await load(args.version, args.backend);
const operations = { hello, ...(await arithmetic(lib)), ...(await messages(lib)), ...sealedOperations(lib) };

function hello() {
  return {
    name: 'o1js',
    version: lib.version,
    language: 'JavaScript',
    homepage: 'https://github.com/o1-labs/o1js',
    ops: Object.keys(operations),
    schemes: schemes[lib.version],
    proofSystems,
  };
}

function parse(line) {
  try {
    const request = JSON.parse(line);
    return typeof request === 'object' && request?.id !== undefined ? request : undefined;
  } catch {
    return undefined;
  }
}

async function respond(line) {
  const request = parse(line);
  if (!request) return { id: null, status: 'error', code: 'bad_request' };
  const { id, op, in: input } = request;
  try {
    if (!Object.hasOwn(operations, op)) throw unsupported('no such operation');
    return { id, status: 'ok', out: await operations[op](input ?? {}) };
  } catch (error) {
    return { id, ...verdict(error) };
  }
}

for await (const line of lines(process.stdin)) {
  const response = JSON.stringify(await respond(line)) + '\n';
  if (!process.stdout.write(response)) await once(process.stdout, 'drain');
}
process.stdout.write('', () => process.exit(0)); // worker threads of o1js would keep it alive
