// field.eval over both fields.
import { fields } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

/** Number texts that are not the canonical decimal text of an integer (SPEC 4.9). */
export const spellings = [
  [' 5', 'JsonWhiteSpace'], ['5 ', 'JsonWhiteSpace'], ['\n5', 'JsonWhiteSpace'], ['\u00a05', 'JsonWhiteSpace'],
  ['05', 'JsonLeadingZero'], ['00', 'JsonLeadingZero'],
  ['+5', 'JsonNegative'], ['-5', 'JsonNegative'], ['-0', 'JsonNegative'],
  ['', 'JsonEmptyString'], ['  ', 'JsonEmptyString'],
  ['0x5', 'JsonHexNumber'], ['0X5', 'JsonHexNumber'], ['0b1', 'JsonHexNumber'], ['0o7', 'JsonHexNumber'], ['-0x5', 'JsonHexNumber'],
  ['5n', 'NonCanonicalField'], ['1_000', 'NonCanonicalField'], ['1e3', 'NonCanonicalField'], ['1.0', 'NonCanonicalField'],
  ['\u0663', 'NonCanonicalField'], ['\uff15', 'NonCanonicalField'], ['ff', 'NonCanonicalField'], ['NaN', 'NonCanonicalField'],
  ['Infinity', 'NonCanonicalField'], ['5\u0000', 'NonCanonicalField'],
];

function edges(m) {
  return [
    0n, 1n, 2n, 3n, 5n, m - 1n, m - 2n, m - 3n, (m - 1n) / 2n, (m + 1n) / 2n, (1n << 32n) - 1n, 1n << 32n, (1n << 64n) - 1n,
    1n << 64n, (1n << 128n) - 1n, 1n << 128n, (1n << 192n) - 1n, 1n << 192n, (1n << 253n) - 1n, 1n << 253n, (1n << 254n) - 1n,
    1n << 254n, (1n << 256n) % m, (1n << 512n) % m,
  ];
}

// Pairs of positions in edges: sums and differences around the modulus, products around the limb boundaries.
const pairs = [
  [0, 0], [0, 5], [5, 0], [5, 1], [1, 5], [5, 5], [5, 6], [6, 5], [8, 9], [9, 9], [8, 8], [10, 11], [11, 10], [12, 13], [13, 13],
  [14, 15], [15, 15], [16, 17], [17, 17], [18, 19], [20, 21], [21, 21], [21, 20], [5, 21], [22, 23], [23, 5], [12, 5], [2, 9],
];

export async function build({ o1js2 }) {
  const files = [];
  for (const field of ['fp', 'fq']) files.push(await buildField(field, fields[field], [o1js2]));
  return files;
}

async function buildField(field, m, peers) {
  const suite = new Suite(`field/${field}`);
  const stream = new Stream(`field/${field}`);
  const values = edges(m);
  const name = (fn, kind) => `${fn} of ${kind}`;

  const binary = suite.group('field.eval', ['FLD-3', 'FLD-7'], peers);
  for (const fn of ['add', 'sub', 'mul']) {
    for (const [i, j] of pairs) {
      await binary(name(fn, 'edge values'), { field, fn, a: `${values[i]}`, b: `${values[j]}` }, { flags: ['FieldEdge'] });
    }
    for (let i = 0; i < 12; i++) {
      await binary(name(fn, 'random values'), { field, fn, a: stream.element(m), b: stream.element(m) });
    }
  }

  const unary = suite.group('field.eval', ['FLD-3', 'FLD-7'], peers);
  for (const fn of ['neg', 'square']) {
    for (const a of values) await unary(name(fn, 'an edge value'), { field, fn, a: `${a}` }, { flags: ['FieldEdge'] });
    for (let i = 0; i < 6; i++) await unary(name(fn, 'a random value'), { field, fn, a: stream.element(m) });
  }

  const inverse = suite.group('field.eval', ['FLD-3', 'FLD-4'], peers);
  for (const a of values.slice(1)) await inverse('inv of an edge value', { field, fn: 'inv', a: `${a}` }, { flags: ['FieldEdge'] });
  for (let i = 0; i < 8; i++) await inverse('inv of a random value', { field, fn: 'inv', a: stream.element(m) });
  await inverse('inv of 0', { field, fn: 'inv', a: '0' }, { code: 'no_inverse', flags: ['FieldEdge'] });

  await buildRoots(suite, field, m, stream, peers);
  await buildSpellings(suite, field, m, peers);
  return suite;
}

async function buildRoots(suite, field, m, stream, peers) {
  const root = suite.group('field.eval', ['FLD-5', 'FLD-6'], peers);
  const sqrt = (comment, a, options) => root(comment, { field, fn: 'sqrt', a: `${a}` }, options);
  for (const a of [0n, 1n, 4n, 9n, m - 1n, m - 4n, 1n << 64n, 1n << 254n]) await sqrt('sqrt of an edge value', a, { flags: ['FieldEdge'] });
  // 5 generates the multiplicative group; 5^(2 * odd part) has the greatest order a square can have, the slowest case of Tonelli and Shanks.
  let x = 1n;
  for (let e = (m - 1n) >> 31n, b = 5n; e > 0n; e >>= 1n, b = (b * b) % m) if (e & 1n) x = (x * b) % m;
  for (let i = 0; i < 5; i++, x = (x * x) % m) await sqrt('sqrt of a root of unity of order a power of two', x, { flags: ['FieldEdge'] });
  for (let i = 0; i < 8; i++) {
    const r = stream.below(m);
    await sqrt('sqrt of a random square', (r * r) % m);
  }
  for (const a of [5n, 5n * 4n, 5n * 9n, m - 5n, (5n << 64n) % m]) await sqrt('sqrt of a non-square', a, { code: 'no_square_root', flags: ['FieldEdge'] });
  for (let i = 0; i < 3; i++) {
    const r = stream.below(m);
    await sqrt('sqrt of a random non-square', (5n * r * r) % m, { code: 'no_square_root' });
  }
}

async function buildSpellings(suite, field, m, peers) {
  const syntax = suite.group('field.eval', ['FLD-8'], peers);
  for (const [text, flag] of spellings) {
    await syntax(`not canonical: ${JSON.stringify(text)}`, { field, fn: 'neg', a: text }, { code: 'non_canonical', flags: [flag] });
  }
  await syntax('second operand with a leading zero', { field, fn: 'add', a: '1', b: '01' }, { code: 'non_canonical', flags: ['JsonLeadingZero'] });
  await syntax('second operand with a sign', { field, fn: 'mul', a: '1', b: '-1' }, { code: 'non_canonical', flags: ['JsonNegative'] });

  const range = suite.group('field.eval', ['FLD-9'], peers);
  for (const a of [m, m + 1n, 2n * m, (1n << 255n) - 1n, 1n << 255n, (1n << 256n) - 1n, 1n << 256n, 10n ** 77n, 10n ** 200n]) {
    await range('not below the modulus', { field, fn: 'square', a: `${a}` }, { code: 'non_canonical', flags: ['NonCanonicalField'] });
  }
  await range('second operand is the modulus', { field, fn: 'sub', a: '1', b: `${m}` }, { code: 'non_canonical', flags: ['NonCanonicalField'] });
}
