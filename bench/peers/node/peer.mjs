// One JavaScript implementation behind minaseal's benchmark runner:
//
//     node peer.mjs o1js-wasm
//
// It prints what it is and can do, then answers requests on standard input until that
// ends. The protocol is described in bench/README.md.

import { createInterface } from 'node:readline';

import { readInputs } from './inputs.mjs';
import { check, measure } from './work.mjs';

const peers = {
  'o1js-wasm': async () => (await import('./o1js.mjs')).start('wasm'),
  'o1js-native': async () => (await import('./o1js.mjs')).start('native'),
  'mina-signer': async () => (await import('./mina-signer.mjs')).start(),
};

const name = process.argv[2];
if (!Object.hasOwn(peers, name ?? '')) {
  console.error(`usage: node peer.mjs NAME\nNAME is one of: ${Object.keys(peers).join(' ')}`);
  process.exit(2);
}

const print = console.log;
console.log = console.info = console.debug = console.error; // libraries may print
const { versions, works } = await peers[name]();
const inputs = readInputs();
const tasks = new Map();

for (const version of versions) print(`version: ${version}`);
print(`works: ${Object.keys(works).join(' ')}`);

for await (const line of createInterface({ input: process.stdin })) {
  try {
    print(await answer(line));
  } catch (error) {
    print(`error: ${String(error?.message ?? error).split('\n')[0]}`);
  }
}
process.stdout.write('', () => process.exit(0)); // worker threads of o1js would keep the process alive

// answer answers `check WORK` with the work's digest and `measure WORK NANOSECONDS`
// with a line in Go's benchmark format.
async function answer(request) {
  const [verb, work, time] = request.split(' ');
  if (!Object.hasOwn(works, work ?? '')) throw Error(`no work ${work}`);
  if (verb === 'check') return `check ${work} ${await check(works[work](inputs))}`;
  if (verb !== 'measure') throw Error(`unknown request ${verb}`);
  if (!tasks.has(work)) tasks.set(work, works[work](inputs));
  const { operations, nanoseconds } = await measure(tasks.get(work), Number(time));
  return `Benchmark${work}/peer=${name} ${operations} ${nanoseconds.toFixed(3)} ns/op`;
}
