// Chains (SPEC.md A.1): thousands of values in a line each. Every input comes from the output before it.
import { curves, p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey, schemes, seal } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';

export async function build(peers) {
  return [await field(peers), await curve(peers), await poseidon(peers), await schnorr(peers), ...(await elgamal(peers))];
}

async function field({ o1js2, o1js1 }) {
  const suite = new Suite('chains/field');
  for (const [name, m] of [['fp', p], ['fq', q]]) {
    const stream = new Stream(`chains/field/${name}`);
    const [a, b] = stream.elements(2, m);
    const group = suite.group('field.eval', ['FLD-3', 'FLD-7'], [o1js2, o1js1]);
    for (const fn of ['add', 'sub', 'mul']) {
      await group(`${fn}: each of the last two results`, { field: name, fn, a, b }, { chain: { length: 5000, next: { a: 'in/b', b: 'out/value' } } });
    }
    await group('squares of squares', { field: name, fn: 'square', a }, { chain: { length: 5000, next: { a: 'out/value' } } });
  }
  return suite;
}

async function curve({ o1js2, o1js1, kimchi }) {
  const suite = new Suite('chains/curve');
  for (const [name, { generator, order }] of Object.entries(curves)) {
    const stream = new Stream(`chains/curve/${name}`);
    const peers = [o1js2, o1js1, kimchi];
    const scale = suite.group('curve.scale', ['CRV-3', 'CRV-4'], peers);
    const next = { point: 'out/point', scalar: 'out/point/x' };
    const { point } = await scale('the last point times its x', { curve: name, point: generator, scalar: stream.element(order) }, { chain: { length: 300, next } });
    const add = suite.group('curve.add', ['CRV-4'], peers);
    await add('the sum of the last two points', { curve: name, p: point, q: generator }, { chain: { length: 1000, next: { p: 'in/q', q: 'out/point' } } });
  }
  return suite;
}

async function poseidon({ o1js2, o1js1, kimchi, minaSigner }) {
  const suite = new Suite('chains/poseidon');
  const stream = new Stream('chains/poseidon');
  for (const [name, params, requirement, peers] of [
    ['fp', 'kimchi', 'PSD-2', [o1js2, o1js1, kimchi]], ['fq', 'kimchi', 'PSD-2', [kimchi]], ['fp', 'legacy', 'PSD-3', [o1js2, o1js1, minaSigner]],
  ]) {
    const group = suite.group('poseidon.permute', ['PSD-1', requirement], peers);
    await group('the last state', { field: name, params, state: ['0', '0', '0'] }, { chain: { length: 1000, next: { state: 'out/state' } } });
  }
  const hash = suite.group('poseidon.hash', ['PSD-4'], [o1js2, o1js1]);
  const next = { 'inputs/0': 'in/inputs/1', 'inputs/1': 'in/inputs/2', 'inputs/2': 'out/hash' };
  await hash('the last three hashes', { inputs: stream.elements(3, p) }, { chain: { length: 1000, next } });
  const toGroup = suite.group('poseidon.hashToGroup', ['PSD-12', 'FLD-5'], [o1js2, o1js1]);
  await toGroup('the last point', { inputs: ['1', '2'] }, { chain: { length: 200, next: { 'inputs/0': 'out/point/x', 'inputs/1': 'out/point/y' } } });
  return suite;
}

async function schnorr(peers) {
  const suite = new Suite('chains/schnorr');
  const stream = new Stream('chains/schnorr');
  const all = [peers.o1js2, peers.o1js1, peers.minaSigner];
  const { privateKey } = await newKey(peers.o1js2, stream);
  const group = suite.group('schnorr.sign', ['SIG-1', 'SIG-5'], all);
  await group('the last signature', { privateKey, fields: stream.elements(2, p), network: 'testnet' }, { chain: { length: 100, next: { 'fields/0': 'in/fields/1', 'fields/1': 'out/r' } } });
  return suite;
}

async function elgamal(peers) {
  const files = [];
  for (const { scheme, peers: libraries, encrypts, decrypts } of schemes(peers)) {
    const suite = new Suite(`chains/elgamal-${scheme}`);
    const stream = new Stream(`chains/elgamal/${scheme}`);
    const { privateKey, publicKey } = await newKey(libraries[0], stream);
    const encrypt = suite.group('elgamal.encrypt', [encrypts, 'ENC-13'], libraries);
    const fields = stream.elements(3, p);
    const next = { ephemeral: 'out/ciphertext/publicKey/x', fields: 'out/ciphertext/cipherText' };
    const input = { scheme, publicKey, fields: fields.slice(0, 1), ephemeral: stream.element(q) };
    await encrypt('the last ciphertext, with its tag', input, { chain: { length: 32, next } });
    const decrypt = suite.group('elgamal.decrypt', [decrypts, 'ENC-20'], libraries);
    const ciphertext = await seal(libraries[0], scheme, publicKey, fields, stream.element(q));
    await decrypt('the same ciphertext again', { scheme, privateKey, ciphertext, as: 'fields' }, { flags: ['DecryptTwice'], chain: { length: 3, next: {} } });
    files.push(suite);
  }
  return files;
}
