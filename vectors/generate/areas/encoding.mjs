// encoding.encode and encoding.decode: bytes and text as field elements.
import { littleEndian } from '../lib/base58.mjs';
import { p } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

const lengths = [0, 1, 2, 15, 29, 30, 31, 32, 33, 60, 61, 62, 63, 92, 93, 94, 310];

/** The texts that the encoding and the encryption areas share. */
export const texts = [
  ['empty', ''], ['one character', 'a'], ['30 characters', 'x'.repeat(30)], ['31 characters', 'y'.repeat(31)], ['32 characters', 'z'.repeat(32)],
  ['62 characters', '0123456789'.repeat(6) + 'AB'], ['JSON', '{"value":"77"}'], ['Latin, Greek, Cyrillic', 'Zürich Ωμέγα Привет'],
  ['three-byte characters', '封印された握手'], ['four-byte characters', '\u{1f512}\u{1f91d}\u{10348}\u{10ffff}'],
  ['a four-byte character across the chunk', `${'x'.repeat(29)}\u{1f512}`], ['a two-byte character across the chunk', `${'x'.repeat(30)}é`],
  ['combining characters, not normalised', 'e\u0301 \u00e9 \u1e9b\u0323'], ['control characters', '\u0000\u0001\u0002\t\r\n\u001f\u007f\u0080'],
  ['NUL alone', '\u0000'], ['01 alone, the STOP byte', '\u0001'], ['ends in 01', 'text\u0001'], ['31 times 01', '\u0001'.repeat(31)],
  ['line and paragraph separators', 'a\u2028b\u2029c'], ['noncharacters and private use', '\ufdd0\uffff\ue000'], ['replacement character', '\ufffd'],
];

/** Ill-formed UTF-8, hexadecimal: the table of SPEC 4.8 and the edges of every row of the Unicode standard's table 3-7. */
const illFormed = [
  'e282', 'f09f98', 'c080', 'eda080', 'f4908080', '80', 'bf', 'c0', 'c1bf', 'c2', 'df', 'e0', 'e080', 'e09f80', 'e0a0', 'ed9f', 'edbfbf',
  'efbf', 'f0', 'f08080', 'f0808080', 'f08f8080', 'f090', 'f09080', 'f48f', 'f48fbf', 'f5808080', 'f8', 'fe', 'ff', 'fffe', 'feff',
  '41e28242', '41f09f9842', 'e282e282ac', 'f09ff09f9880', 'c3c3a9', '41c341', 'eda0bdedb880', 'e2e282', 'f0e282', '61f1808080f3', 'f888808080',
  'c2c080', '80808080', 'f48fbfbf80', 'ee8080ef', 'e29f', 'f09f', 'edb0',
];

const fieldsOf = (hex) => {
  const bytes = Buffer.from(hex, 'hex');
  const out = [];
  for (let i = 0; ; i += 31) {
    const chunk = bytes.subarray(i, i + 31);
    const full = chunk.length === 31;
    out.push(BigInt('0x0' + Buffer.from(full ? chunk : Buffer.concat([chunk, Buffer.from([1])])).reverse().toString('hex')).toString());
    if (!full) return out;
  }
};

export async function build({ o1js2, o1js1 }) {
  const peers = [o1js2, o1js1];
  return [await bytes(peers), await text(peers), await utf8(peers), await faults(peers)];
}

async function bytes(peers) {
  const suite = new Suite('encoding/bytes');
  const stream = new Stream('encoding/bytes');
  const encode = suite.group('encoding.encode', ['TXT-1'], peers);
  const decode = suite.group('encoding.decode', ['TXT-8'], peers);
  const inputs = lengths.map((n) => [`${n} bytes`, stream.bytes(n)]);
  for (const n of [1, 30, 31, 32, 62]) {
    inputs.push([`${n} times 00`, Buffer.alloc(n, 0)], [`${n} times 01`, Buffer.alloc(n, 1)], [`${n} times ff`, Buffer.alloc(n, 0xff)]);
  }
  inputs.push(['data ending in 01 00', Buffer.from('aabb0100', 'hex')], ['data ending in 01', Buffer.from('aabb01', 'hex')]);
  for (const [comment, data] of inputs) {
    const flags = data.length % 31 < 2 || data.length % 31 === 30 ? ['EncodingChunkBoundary'] : [];
    const { fields } = await encode(comment, { hex: data.toString('hex') }, { flags });
    await decode(comment, { fields, as: 'hex' }, { flags });
  }
  return suite;
}

async function text(peers) {
  const suite = new Suite('encoding/text');
  const encode = suite.group('encoding.encode', ['TXT-2'], peers);
  const decode = suite.group('encoding.decode', ['TXT-9'], peers);
  for (const [comment, value] of texts) {
    const { fields } = await encode(comment, { text: value });
    await decode(comment, { fields, as: 'text' });
    await decode(`${comment}, as bytes`, { fields, as: 'hex' });
  }
  const surrogates = suite.group('encoding.encode', ['TXT-2', 'TXT-3'], peers);
  for (const value of ['\ud800', '\udc00', 'a\udbffb', '\udc00\ud800', '\ud83d', '\ud83d\ud83d\ude00', `${'x'.repeat(30)}\ude00`]) {
    await surrogates('a lone surrogate', { text: value }, { flags: ['Utf8Invalid'] });
  }
  const bom = suite.group('encoding.encode', ['TXT-2'], peers);
  for (const value of ['\ufeff', '\ufeffabc', 'a\ufeff']) await bom('a byte order mark is encoded like any character', { text: value }, { flags: ['Utf8Bom'] });
  return suite;
}

async function utf8(peers) {
  const suite = new Suite('encoding/utf8');
  const group = suite.group('encoding.decode', ['TXT-9'], peers);
  for (const hex of illFormed) await group(`bytes ${hex}`, { fields: fieldsOf(hex), as: 'text' }, { flags: ['Utf8Invalid'] });
  for (const hex of ['7f', 'c280', 'dfbf', 'e0a080', 'ed9fbf', 'ee8080', 'efbfbd', 'efbfbf', 'f0908080', 'f48fbfbf']) {
    await group(`well-formed edge ${hex}`, { fields: fieldsOf(hex), as: 'text' });
  }
  await group('ill-formed across the chunk', { fields: fieldsOf('61'.repeat(30) + 'e28261'), as: 'text' }, { flags: ['Utf8Invalid'] });
  await group('cut at the end of the chunk', { fields: fieldsOf('61'.repeat(29) + 'e282'), as: 'text' }, { flags: ['Utf8Invalid'] });

  const bom = suite.group('encoding.decode', ['TXT-10'], peers);
  for (const hex of ['efbbbf', 'efbbbf616263', 'efbbbfefbbbf', '61efbbbf', 'efbbbfefbbbfefbbbf61', '0aefbbbf', 'efbbbf' + '61'.repeat(40)]) {
    await bom(`bytes ${hex.slice(0, 24)}`, { fields: fieldsOf(hex), as: 'text' }, { flags: ['Utf8Bom'] });
  }
  for (const hex of ['efbb', 'efbb61', 'fffe6100', 'feff0061']) {
    await bom(`no byte order mark of UTF-8: ${hex}`, { fields: fieldsOf(hex), as: 'text' }, { flags: ['Utf8Bom', 'Utf8Invalid'] });
  }
  await bom('as bytes nothing is dropped', { fields: fieldsOf('efbbbf616263'), as: 'hex' }, { flags: ['Utf8Bom'] });
  return suite;
}

async function faults(peers) {
  const suite = new Suite('encoding/faults');
  const stream = new Stream('encoding/faults');
  const at = (...pairs) => pairs.reduce((sum, [position, byte]) => sum + (BigInt(byte) << BigInt(8 * position)), 0n).toString();
  const both = async (group, comment, fields, code, flag) => {
    for (const as of ['hex', 'text']) await group(`${comment}, as ${as}`, { fields, as }, { code, flags: [flag] });
  };

  await both(suite.group('encoding.decode', ['TXT-4'], peers), 'no field', [], 'encoding_no_stop', 'EncodingNoStop');

  const stop = suite.group('encoding.decode', ['TXT-5'], peers);
  for (const [comment, fields] of [
    ['zero', ['0']], ['two', ['2']], ['01 at position 31 alone', [at([31, 1])]], ['31 bytes without 01', [at(...Array.from({ length: 31 }, (_, i) => [i, 0x20 + i]))]],
    ['a STOP byte in the field before', ['1', '0']], ['11, not 01', [at([0, 0x11])]], ['p - 2', [`${p - 2n}`]],
  ]) await both(stop, comment, fields, 'encoding_no_stop', 'EncodingNoStop');

  const after = suite.group('encoding.decode', ['TXT-6'], peers);
  for (const [comment, fields] of [
    ['02 after STOP', [at([0, 1], [1, 2])]], ['ff after STOP', [at([3, 1], [4, 255])]], ['a byte at position 30', [at([0, 1], [30, 2])]],
    ['01 at position 31 after STOP', [at([0, 1], [31, 1])]], ['3f at position 31 after STOP', [at([0, 1], [31, 0x3f])]],
    ['in the second field', [at([0, 0x61]), at([0, 1], [9, 9])]], ['STOP at position 30, a byte at 31', [at([30, 1], [31, 2])]],
  ]) await both(after, comment, fields, 'encoding_non_canonical', 'EncodingStopByteJunk');

  const inner = suite.group('encoding.decode', ['TXT-7'], peers);
  for (const [comment, fields] of [
    ['01 in byte 31', [at([31, 1]), '1']], ['3f in byte 31', [at([0, 0x61], [31, 0x3f]), '1']], ['p - 1', [`${p - 1n}`, '1']],
    ['the second of three', [at([0, 0x61]), at([31, 2]), at([0, 0x62], [1, 1])]],
  ]) await both(inner, comment, fields, 'encoding_non_canonical', 'EncodingStopByteJunk');

  const order = suite.group('encoding.decode', ['TXT-5', 'TXT-7'], peers);
  await both(order, 'byte 31 of an inner field, and no STOP byte', [at([31, 1]), '0'], 'encoding_no_stop', 'EncodingNoStop');

  const random = suite.group('encoding.decode', ['TXT-6', 'TXT-7'], peers);
  for (let i = 0; i < 4; i++) {
    const value = littleEndian(stream.below(1n << 200n), 30);
    value[12] = 1;
    value.fill(7, 13);
    await both(random, 'random bytes around STOP', [BigInt('0x' + value.reverse().toString('hex')).toString()], 'encoding_non_canonical', 'EncodingStopByteJunk');
  }

  const number = suite.group('encoding.decode', ['FLD-8', 'FLD-9'], peers);
  for (const [field, flag] of [[`${p + 1n}`, 'NonCanonicalField'], ['01', 'JsonLeadingZero'], ['0x1', 'JsonHexNumber'], ['-1', 'JsonNegative'], [' 1', 'JsonWhiteSpace'], ['', 'JsonEmptyString']]) {
    await number(`a field ${JSON.stringify(field)}`, { fields: [field], as: 'hex' }, { code: 'non_canonical', flags: [flag] });
  }
  return suite;
}
