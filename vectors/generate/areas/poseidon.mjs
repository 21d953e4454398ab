// poseidon.permute, .hash, .hashAnyLength, .pack and .hashToGroup.
import { GroupMapPallas } from '../node_modules/o1js/dist/node/bindings/crypto/elliptic-curve.js';
import { Poseidon } from '../node_modules/o1js/dist/node/bindings/crypto/poseidon.js';
import { fields, p } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

const faults = [
  ['not below p', `${p}`, 'NonCanonicalField'], ['a leading zero', '01', 'JsonLeadingZero'], ['a sign', '-1', 'JsonNegative'],
  ['hexadecimal', '0x1', 'JsonHexNumber'], ['empty', '', 'JsonEmptyString'],
];

export async function build(peers) {
  return [await permute(peers), await hash(peers), await prefix(peers), await anyLength(peers), await pack(peers), await toGroup(peers)];
}

async function permute({ o1js2, o1js1, kimchi, minaSigner }) {
  const suite = new Suite('poseidon/permute');
  const sets = [
    ['fp', 'kimchi', 'PSD-2', [o1js2, o1js1, kimchi]],
    ['fq', 'kimchi', 'PSD-2', [kimchi]],
    ['fp', 'legacy', 'PSD-3', [o1js2, o1js1, minaSigner]],
  ];
  for (const [field, params, requirement, peers] of sets) {
    const m = fields[field];
    const stream = new Stream(`poseidon/permute/${field}/${params}`);
    const group = suite.group('poseidon.permute', ['PSD-1', requirement], peers);
    const run = (comment, state, flags) => group(comment, { field, params, state }, flags ? { flags } : {});
    for (const state of [['0', '0', '0'], ['1', '0', '0'], ['0', '1', '0'], ['0', '0', '1'], Array(3).fill(`${m - 1n}`), ['1', `${m - 1n}`, `${(m - 1n) / 2n}`]]) {
      await run('edge values', state, ['FieldEdge']);
    }
    let state;
    for (let i = 0; i < 8; i++) ({ state } = await run('random values', stream.elements(3, m)));
    for (let i = 0; i < 3; i++) ({ state } = await run('the result of the case before', state));
  }
  const refusals = suite.group('poseidon.permute', ['FLD-1', 'FLD-8', 'FLD-9'], [o1js2]);
  for (const [comment, text, flag] of faults) {
    await refusals(`an element: ${comment}`, { field: 'fp', params: 'kimchi', state: ['0', text, '0'] }, { code: 'non_canonical', flags: [flag] });
  }
  return suite;
}

async function hash({ o1js2, o1js1, minaSigner }) {
  const suite = new Suite('poseidon/hash');
  for (const [params, requirement, peers] of [['kimchi', 'PSD-2', [o1js2, o1js1]], ['legacy', 'PSD-3', [o1js2, minaSigner]]]) {
    const stream = new Stream(`poseidon/hash/${params}`);
    const group = suite.group('poseidon.hash', ['PSD-1', requirement, 'PSD-4'], peers);
    const run = (comment, inputs, flag) => group(comment, { params, inputs }, flag ? { flags: [flag] } : {});
    await run('no input', [], 'PoseidonEmpty');
    for (const inputs of [['0'], ['0', '0'], ['1'], ['1', '0'], ['1', '0', '0'], ['1', '0', '0', '0']]) {
      await run('zero padding', inputs, 'PoseidonZeroPadCollision');
    }
    for (const inputs of [[`${p - 1n}`], [`${p - 1n}`, `${p - 1n}`], [`${p - 1n}`, '1', `${p - 2n}`], ['0', '0', '0', '1']]) {
      await run('edge values', inputs, 'FieldEdge');
    }
    for (let n = 1; n <= 12; n++) await run(`${n} random inputs`, stream.elements(n, p));
    await run('100 random inputs', stream.elements(100, p));
  }
  const plain = suite.group('poseidon.hash', ['PSD-4'], [o1js2]);
  await plain('kimchi is the default', { inputs: ['1', '2', '3'] });
  const refusals = suite.group('poseidon.hash', ['FLD-1', 'FLD-8', 'FLD-9'], [o1js2]);
  for (const [comment, text, flag] of faults) {
    await refusals(`an input: ${comment}`, { params: 'kimchi', inputs: ['1', text] }, { code: 'non_canonical', flags: [flag] });
  }
  return suite;
}

async function prefix({ o1js2, minaSigner }) {
  const suite = new Suite('poseidon/prefix');
  const texts = [
    'CodaSignature*******', 'MinaSignatureMainnet', 'CodaReceiptEmpty', 'MinaAcctUpdateNode', 'MinaZkappEvent******', 'a', ' ',
    'minaseal', 'x'.repeat(30), 'x'.repeat(31), '\u007f'.repeat(31), '"\\/<>&',
  ];
  for (const [params, peers] of [['kimchi', [o1js2]], ['legacy', [minaSigner]]]) {
    const stream = new Stream(`poseidon/prefix/${params}`);
    const group = suite.group('poseidon.hash', ['PSD-8'], peers);
    const run = (comment, text, inputs, flag) => group(comment, { params, prefix: text, inputs }, flag ? { flags: [flag] } : {});
    for (const [i, text] of texts.entries()) await run('a prefix', text, stream.elements(i % 5, p));
    await run('an empty prefix is not the same as none', '', ['1']);
    await run('an empty prefix and no input', '', [], 'PoseidonEmpty');
    await run('a prefix and no input', 'CodaReceiptEmpty', [], 'PoseidonEmpty');
    await run('a trailing NUL', 'a\0', ['1'], 'PoseidonZeroPadCollision');
    await run('only NUL', '\0', ['1'], 'PoseidonZeroPadCollision');

    const long = suite.group('poseidon.hash', ['PSD-7'], peers);
    for (const n of [32, 33, 64, 1000]) {
      await long(`a prefix of ${n} characters`, { params, prefix: 'x'.repeat(n), inputs: ['1'] }, { code: 'prefix_too_long', flags: ['PrefixTooLong'] });
    }
    const ascii = suite.group('poseidon.hash', ['PSD-6'], peers);
    for (const text of ['\u00e9', 'a\u0080', '\u20ac', '\ud83d\ude00', 'MinaSignature\u00a0', '\u0101']) {
      await ascii('a prefix that is not ASCII', { params, prefix: text, inputs: ['1'] }, { code: 'prefix_not_ascii', flags: ['PrefixNotAscii'] });
    }
    await ascii('not ASCII and too long', { params, prefix: '\u00e9'.repeat(32), inputs: [] }, { code: 'prefix_not_ascii', flags: ['PrefixNotAscii'] });
  }
  return suite;
}

async function anyLength({ o1js2 }) {
  const suite = new Suite('poseidon/any-length');
  const stream = new Stream('poseidon/any-length');
  const group = suite.group('poseidon.hashAnyLength', ['PSD-5'], [o1js2]);
  const run = (comment, inputs, flag) => group(comment, { inputs }, flag ? { flags: [flag] } : {});
  await run('no input', [], 'PoseidonEmpty');
  for (let n = 1; n <= 4; n++) await run('zeros alone', Array(n).fill('0'), 'PoseidonZeroPadCollision');
  await run('the inputs end like a length', ['0', '1'], 'PoseidonZeroPadCollision');
  for (let n = 1; n <= 10; n++) await run(`${n} random inputs`, stream.elements(n, p));
  const refusals = suite.group('poseidon.hashAnyLength', ['FLD-1', 'FLD-8', 'FLD-9'], [o1js2]);
  for (const [comment, text, flag] of faults) await refusals(`an input: ${comment}`, { inputs: [text] }, { code: 'non_canonical', flags: [flag] });
  return suite;
}

async function pack({ o1js2, o1js1 }) {
  const suite = new Suite('poseidon/pack');
  const stream = new Stream('poseidon/pack');
  const group = suite.group('poseidon.pack', ['PSD-10'], [o1js2, o1js1]);
  const run = (comment, own, packed, flag) => group(comment, { fields: own, packed }, flag ? { flags: [flag] } : {});
  const item = (bits) => [`${stream.below(1n << BigInt(bits))}`, bits];
  await run('nothing', [], []);
  await run('fields alone', stream.elements(3, p), []);
  await run('one bit', [], [['1', 1]]);
  await run('one zero bit', [], [['0', 1]]);
  await run('a public key: x and parity', [stream.element(p)], [['1', 1]]);
  await run('two unsigned integers of 64 bits', [], [item(64), item(64)]);
  await run('four unsigned integers of 64 bits', [], [item(64), item(64), item(64), item(64)]);
  for (const [comment, sizes] of [
    ['254 bits in one item', [254]], ['253 and 1', [253, 1]], ['254 and 1', [254, 1]], ['127 and 127', [127, 127]], ['127 and 128', [127, 128]],
    ['1 and 254', [1, 254]], ['128, 126, 1', [128, 126, 1]], ['254, 254, 254', [254, 254, 254]], ['ten of 51', Array(10).fill(51)],
    ['eight of 32', Array(8).fill(32)], ['300 single bits', Array(300).fill(1)],
  ]) await run(comment, [], sizes.map(item), 'PackedBoundary');
  await run('greatest values', ['0'], [[`${(1n << 254n) - 1n}`, 254], ['1', 1], [`${(1n << 253n) - 1n}`, 253]], 'PackedBoundary');
  for (let i = 0; i < 8; i++) {
    const sizes = Array.from({ length: 2 + (i % 5) }, () => 1 + Number(stream.below(254n)));
    await run('random items', stream.elements(i % 3, p), sizes.map(item));
  }

  const range = suite.group('poseidon.pack', ['PSD-9'], [o1js2, o1js1]);
  for (const [comment, packed] of [
    ['a value of 2 in one bit', [['2', 1]]], ['a value of 2^64 in 64 bits', [[`${1n << 64n}`, 64]]], ['a value of 2^254 in 254 bits', [[`${1n << 254n}`, 254]]],
    ['no bit', [['0', 0]]], ['a value in no bit', [['1', 0]]], ['255 bits', [['1', 255]]], ['256 bits', [['1', 256]]], ['minus one bit', [['0', -1]]],
    ['the second item does not fit', [['1', 1], ['4', 2]]], ['the item before fits', [['3', 2], [`${p - 1n}`, 253]]],
  ]) await range(comment, { fields: [], packed }, { code: 'packed_out_of_range', flags: ['PackedOutOfRange'] });

  const refusals = suite.group('poseidon.pack', ['FLD-1', 'FLD-8', 'FLD-9'], [o1js2, o1js1]);
  for (const [comment, text, flag] of faults) {
    await refusals(`a field: ${comment}`, { fields: [text], packed: [] }, { code: 'non_canonical', flags: [flag] });
    await refusals(`a packed value: ${comment}`, { fields: [], packed: [[text, 8]] }, { code: 'non_canonical', flags: [flag] });
  }
  return suite;
}

async function toGroup({ o1js2, o1js1 }) {
  const suite = new Suite('poseidon/hash-to-group');
  const stream = new Stream('poseidon/hash-to-group');
  const group = suite.group('poseidon.hashToGroup', ['PSD-12', 'FLD-5'], [o1js2, o1js1]);
  const branches = new Set();
  const run = async (inputs, flag) => {
    const { potentialXs, tryDecode } = GroupMapPallas;
    const branch = potentialXs(Poseidon.hash(inputs.map(BigInt))).findIndex((x) => tryDecode(x));
    branches.add(branch);
    await group(`${inputs.length} inputs, candidate ${branch + 1} of 3`, { inputs }, flag ? { flags: [flag] } : {});
  };
  await run([], 'PoseidonEmpty');
  for (const inputs of [['0'], ['1'], ['1', '0'], [`${p - 1n}`]]) await run(inputs, 'FieldEdge');
  for (let i = 0; i < 20; i++) await run(stream.elements(1 + (i % 4), p));
  if (branches.size !== 3) throw new Error(`only the candidates ${[...branches]} are covered`);
  const refusals = suite.group('poseidon.hashToGroup', ['FLD-1', 'FLD-8', 'FLD-9'], [o1js2, o1js1]);
  for (const [comment, text, flag] of faults) await refusals(`an input: ${comment}`, { inputs: [text] }, { code: 'non_canonical', flags: [flag] });
  return suite;
}
