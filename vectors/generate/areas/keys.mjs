// publicKey.* and privateKey.*: base58check in both directions.
import { alphabet, base58, base58check, littleEndian, privateKeyText, publicKeyText, version } from '../lib/base58.mjs';
import { p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

export async function build({ o1js2, o1js1, minaSigner }) {
  const peers = [o1js2, o1js1, minaSigner];
  return [await publicKeys(peers), await publicFaults(peers, o1js2), await privateKeys(peers), await privateFaults(peers)];
}

async function publicKeys(peers) {
  const suite = new Suite('keys/public');
  const stream = new Stream('keys/public');
  const derive = suite.group('privateKey.decode', ['KEY-7', 'KEY-11'], peers);
  const decode = suite.group('publicKey.decode', ['B58-1', 'KEY-1'], peers);
  const encode = suite.group('publicKey.encode', ['B58-1', 'KEY-1'], peers);
  const scalars = [1n, 2n, 3n, q - 1n, ...Array.from({ length: 16 }, () => stream.below(q))];
  for (const [i, s] of scalars.entries()) {
    const { publicKey } = await derive('the key of a scalar', { base58: privateKeyText(s) });
    const { x, y, isOdd } = await decode('a public key', { base58: publicKey });
    await encode('a public key', { x, isOdd });
    if (i < 6) {
      const other = publicKeyText(BigInt(x), isOdd ? 0 : 1);
      await decode('the same x, the other parity', { base58: other });
      await encode('the same x, the other parity', { x, isOdd: !isOdd });
    }
    if (i === 0 && y !== '12418654782883325593414442427049395787963493412651469444558597405572177144507') throw new Error('generator');
  }
  await decode('Zcash\'s generator', { base58: publicKeyText(p - 1n, 0) }, { flags: ['GeneratorMismatch'] });
  return suite;
}

/** damaged returns texts that break the rules common to all objects, with the code that each earns. */
function damaged(good, payload, versionByte) {
  const change = (i) => good.slice(0, i) + alphabet[(alphabet.indexOf(good[i]) + 1) % 58] + good.slice(i + 1);
  const at = (i, c) => good.slice(0, i) + c + good.slice(i + 1);
  const last = good.length - 1;
  return {
    'B58-2': [
      ['129 characters', '1'.repeat(129), 'base58_length', 'B62Length'], ['a thousand characters', 'z'.repeat(1000), 'base58_length', 'B62Length'],
      ['three times the text', good + good + good, 'base58_length', 'B62Length'], ['129 bytes with a bad character', `${'1'.repeat(128)}0`, 'base58_length', 'B62Length'],
    ],
    'B58-3': [
      ['zero', at(5, '0')], ['capital O', at(5, 'O')], ['capital I', at(5, 'I')], ['small l', at(5, 'l')], ['a space in front', ` ${good}`],
      ['a space behind', `${good} `], ['a newline behind', `${good}\n`], ['a space within', at(20, ' ')], ['an accent', at(7, '\u00e9')],
      ['a fullwidth letter', at(0, '\uff22')], ['NUL behind', `${good}\u0000`], ['a hyphen', at(9, '-')], ['a non-breaking space behind', `${good}\u00a0`],
      ['a surrogate pair', at(4, '\u{1d539}')], ['a bad character alone', '0'],
    ].map(([comment, text]) => [comment, text, 'base58_alphabet', 'B62Alphabet']),
    'B58-4': ['', '1', '1111', 'z', 'zzz'].map((text) => [`text ${JSON.stringify(text)}`, text, 'base58_length', 'B62Length']),
    'B58-5': [
      ['first character changed', change(0)], ['a character changed', change(17)], ['last character changed', change(last)],
      ['last character missing', good.slice(0, -1)], ['first character missing', good.slice(1)], ['a character doubled', good + good[last]],
      ['a 1 in front', `1${good}`], ['two characters exchanged', swap(good)], ['five zero bytes', '11111'], ['128 characters', '1'.repeat(128)],
      ['case changed', good.slice(0, 10) + toggle(good.slice(10))],
    ].map(([comment, text]) => [comment, text, 'base58_checksum', 'B62Checksum']),
    'B58-6': [
      ...[0, 1, versionByte - 1, versionByte + 1, version.memo, version.tokenId, 255].map((v) => [`version byte ${v}`, base58check(v, payload), 'base58_version', 'B62Version']),
      ['wrong version and wrong length', base58check(7, payload.subarray(0, 9)), 'base58_version', 'B62Version'],
    ],
  };
}

function swap(text) {
  let i = 10;
  while (text[i] === text[i + 1]) i++;
  return text.slice(0, i) + text[i + 1] + text[i] + text.slice(i + 2);
}

/** toggle changes the case of the first letter that has both cases in the alphabet. */
function toggle(text) {
  const i = [...text].findIndex((c) => c.toLowerCase() !== c.toUpperCase() && !'LlOoIi'.includes(c));
  const c = text[i];
  return text.slice(0, i) + (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()) + text.slice(i + 1);
}

async function addDamaged(suite, op, table, peers) {
  for (const [requirement, rows] of Object.entries(table)) {
    const group = suite.group(op, [requirement], peers);
    for (const [comment, text, code, flag] of rows) await group(comment, { base58: text }, { code, flags: [flag] });
  }
}

async function publicFaults(peers, o1js2) {
  const suite = new Suite('keys/public-faults');
  const stream = new Stream('keys/public-faults');
  const payload = Buffer.concat([Buffer.from([1, 1]), littleEndian(1n), Buffer.from([1])]);
  const good = base58check(version.publicKey, payload);
  await addDamaged(suite, 'publicKey.decode', damaged(good, payload, version.publicKey), peers);
  const refuse = (requirements) => {
    const group = suite.group('publicKey.decode', requirements, peers);
    return (comment, base58, code, flag) => group(comment, { base58 }, { code, flags: [flag] });
  };

  const replaced = refuse(['B58-5']);
  for (let i = 0; i < good.length; i++) {
    const c = alphabet[(alphabet.indexOf(good[i]) + 29) % 58];
    await replaced(`character ${i} replaced`, good.slice(0, i) + c + good.slice(i + 1), 'base58_checksum', 'B62Checksum');
  }
  const other = refuse(['B58-6']);
  await other('a private key', privateKeyText(stream.below(q)), 'base58_version', 'B62Version');

  const length = refuse(['B58-7']);
  for (const n of [0, 1, 2, 3, 33, 34]) await length(`${n} payload bytes`, base58check(version.publicKey, payload.subarray(0, n)), 'base58_length', 'B62Length');
  await length('a payload byte 00 more', base58check(version.publicKey, Buffer.concat([payload, Buffer.from([0])])), 'base58_length', 'B62Length');
  await length('a payload byte 01 more', base58check(version.publicKey, Buffer.concat([payload, Buffer.from([1])])), 'base58_length', 'B62Length');

  const inner = refuse(['KEY-2']);
  for (const bytes of [[0, 1], [1, 0], [0, 0], [2, 1], [1, 2], [255, 1], [1, 255]]) {
    await inner(`inner version bytes ${bytes}`, publicKeyText(1n, 1, bytes), 'payload_version', 'B62Version');
  }
  const range = refuse(['KEY-3']);
  for (const x of [p, p + 1n, q + 1n, 1n << 255n, (1n << 256n) - 1n]) await range('x is not below p', publicKeyText(x, 1), 'non_canonical', 'B62XGeP');
  await range('an alias of a key: x + p', publicKeyText(p - 1n + p, 0), 'non_canonical', 'B62XGeP');

  const parity = refuse(['CRV-12', 'KEY-4']);
  for (const byte of [2, 3, 127, 128, 254, 255]) await parity(`parity byte ${byte}`, publicKeyText(1n, byte), 'parity_byte', 'B62Parity');

  const curve = refuse(['KEY-5']);
  for (const x of [0n, 2n, 8n, 9n]) await curve(`x = ${x}`, publicKeyText(x, 0), 'point_not_on_curve', 'PointNotOnCurve');
  await curve('x = 0, odd', publicKeyText(0n, 1), 'point_not_on_curve', 'PointNotOnCurve');
  await curve('the empty public key of other software', 'B62qiTKpEPjGTSHZrtM8uXiKgn8So916pLmNJKDhKeyBQL9TDb3nvBG', 'point_not_on_curve', 'PointNotOnCurve');

  const order = refuse(['ERR-1']);
  await order('inner version, x and parity wrong', publicKeyText(p, 9, [1, 3]), 'payload_version', 'B62Version');
  await order('x and parity wrong', publicKeyText(p, 9), 'non_canonical', 'B62XGeP');
  await order('parity wrong and not on the curve', publicKeyText(2n, 9), 'parity_byte', 'B62Parity');

  const encode = suite.group('publicKey.encode', ['KEY-3', 'KEY-5', 'FLD-8'], [o1js2]);
  const spell = (comment, x, code, flag) => encode(comment, { x, isOdd: false }, { code, flags: [flag] });
  for (const x of ['0', '2', '8']) await spell(`x = ${x} is on no point`, x, 'point_not_on_curve', 'PointNotOnCurve');
  await spell('x is p', `${p}`, 'non_canonical', 'NonCanonicalField');
  await spell('x is p + 1', `${p + 1n}`, 'non_canonical', 'NonCanonicalField');
  await spell('x is hexadecimal', '0x1', 'non_canonical', 'JsonHexNumber');
  await spell('x has a leading zero', '01', 'non_canonical', 'JsonLeadingZero');
  await spell('x has a sign', '-1', 'non_canonical', 'JsonNegative');
  return suite;
}

async function privateKeys(peers) {
  const suite = new Suite('keys/private');
  const stream = new Stream('keys/private');
  const decode = suite.group('privateKey.decode', ['B58-1', 'KEY-7', 'KEY-11'], peers);
  const encode = suite.group('privateKey.encode', ['B58-1', 'KEY-7'], peers);
  for (const [comment, s, flag] of [
    ['one', 1n, 'ScalarEdge'], ['two', 2n, 'ScalarEdge'], ['q - 1', q - 1n, 'ScalarEdge'], ['q - 2', q - 2n, 'ScalarEdge'], ['p - 1', p - 1n, 'ScalarEdge'],
    ['p', p, 'ScalarGeP'], ['p + 1', p + 1n, 'ScalarGeP'], ['between p and q', p + stream.below(q - p), 'ScalarGeP'], ['2^254', 1n << 254n, 'ScalarEdge'],
    ['2^254 - 1', (1n << 254n) - 1n, 'ScalarEdge'], ['2^128', 1n << 128n, 'ScalarEdge'], ['31 bytes long, padded', (1n << 248n) - 1n, 'ScalarEdge'],
    ...Array.from({ length: 12 }, () => ['a random scalar', stream.below(q)]),
  ]) {
    const options = flag ? { flags: [flag] } : {};
    await decode(comment, { base58: privateKeyText(s) }, options);
    await encode(comment, { scalar: `${s}` }, options);
  }
  return suite;
}

async function privateFaults(peers) {
  const suite = new Suite('keys/private-faults');
  const stream = new Stream('keys/private-faults');
  const s = stream.below(q);
  const payload = Buffer.concat([Buffer.from([1]), littleEndian(s)]);
  const good = base58check(version.privateKey, payload);
  await addDamaged(suite, 'privateKey.decode', damaged(good, payload, version.privateKey), peers);
  const refuse = (requirements) => {
    const group = suite.group('privateKey.decode', requirements, peers);
    return (comment, base58, code, flag, more = {}) => group(comment, { base58 }, { code, flags: [flag], ...more });
  };
  const other = refuse(['B58-6']);
  await other('a public key', publicKeyText(1n, 1), 'base58_version', 'B62Version');
  await other('a signature', base58check(version.signature, Buffer.alloc(65, 1)), 'base58_version', 'B62Version');

  const length = refuse(['B58-7']);
  await length('no payload', base58check(version.privateKey, Buffer.alloc(0)), 'base58_length', 'B62Length');
  await length('no scalar byte', base58check(version.privateKey, Buffer.from([1])), 'base58_length', 'B62Length');
  for (const n of [1, 2, 8, 16, 30, 31]) await length(`${n} scalar bytes`, privateKeyText(s, 1, n), 'base58_length', 'SkShortPayload');
  for (const n of [33, 34, 64]) await length(`${n} scalar bytes`, privateKeyText(s, 1, n), 'base58_length', 'B62Length');

  await refuse(['B58-5'])('base58 without version byte and checksum', base58(payload), 'base58_checksum', 'B62Checksum');

  const inner = refuse(['KEY-8']);
  for (const byte of [0, 2, 3, 255]) await inner(`inner version byte ${byte}`, privateKeyText(s, byte), 'payload_version', 'B62Version');

  const range = refuse(['KEY-9']);
  for (const x of [q, q + 1n, (1n << 255n) - 1n, 1n << 255n, (1n << 256n) - 1n]) await range('the scalar is not below q', privateKeyText(x), 'non_canonical', 'ScalarGeQ');
  await range('an alias of a key: s + q', privateKeyText(s + q), 'non_canonical', 'ScalarGeQ');

  // o1js accepts 0 and gives x = 0 as public key; mina-signer refuses it.
  const zero = refuse(['KEY-10']);
  await zero('the scalar 0', privateKeyText(0n), 'scalar_zero', 'ScalarZero', { differ: true });
  const order = refuse(['ERR-1']);
  await order('inner version and scalar wrong', privateKeyText(q, 2), 'payload_version', 'B62Version');
  await order('inner version wrong, scalar 0', privateKeyText(0n, 2), 'payload_version', 'B62Version');

  const encode = suite.group('privateKey.encode', ['KEY-9', 'KEY-10', 'FLD-8'], peers);
  const spell = (scalar, code, flag) => encode(`scalar ${JSON.stringify(scalar.slice(0, 20))}`, { scalar }, { code, flags: [flag] });
  await spell('0', 'scalar_zero', 'ScalarZero');
  for (const x of [q, q + 1n, 1n << 255n, 1n << 256n]) await spell(`${x}`, 'non_canonical', 'ScalarGeQ');
  await spell('0x5', 'non_canonical', 'JsonHexNumber');
  await spell('-5', 'non_canonical', 'JsonNegative');
  await spell('05', 'non_canonical', 'JsonLeadingZero');
  await spell('', 'non_canonical', 'JsonEmptyString');
  await spell(' 5', 'non_canonical', 'JsonWhiteSpace');
  return suite;
}
