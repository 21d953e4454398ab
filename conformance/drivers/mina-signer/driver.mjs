// The driver of the conformance suite for mina-signer:
//
//   node driver.mjs
//
// Requests come in and responses go out as NDJSON, in order; logs go to standard error.
// Everything it computes, mina-signer computes; see README.md for what of it is not in
// mina-signer's public API.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import Client from 'mina-signer';
import { lines, quiet } from '../o1js/cli.mjs';
import { unsupported, verdict } from '../o1js/verdicts.mjs';
import { arithmetic } from './arithmetic.mjs';
import { signatures } from './signatures.mjs';

quiet();
const root = new URL('../', import.meta.resolve('mina-signer')); // dist/node
const inside = (path) => import(new URL(path, root));
const { version } = JSON.parse(readFileSync(new URL('../../package.json', root)));
const operations = { hello, ...(await arithmetic(inside)), ...(await signatures(Client, inside)) };

function hello() {
  return {
    name: 'mina-signer',
    version,
    language: 'JavaScript',
    homepage: 'https://github.com/o1-labs/o1js',
    ops: Object.keys(operations),
    schemes: [],
    proofSystems: [],
  };
}

function parse(line) {
  try {
    const request = JSON.parse(line);
    return request?.id === undefined ? undefined : request;
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
    return { id, status: 'ok', out: operations[op](input ?? {}) };
  } catch (error) {
    return { id, ...verdict(error) };
  }
}

for await (const line of lines(process.stdin)) {
  const response = JSON.stringify(await respond(line)) + '\n';
  if (!process.stdout.write(response)) await once(process.stdout, 'drain');
}
