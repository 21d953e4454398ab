// schnorr.sign and schnorr.verify. A signature of fields for the test network comes from o1js and mina-signer alike; the
// main network and messages are mina-signer's alone.
import { privateKeyText, publicKeyText } from '../lib/base58.mjs';
import { p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

const networks = ['testnet', 'mainnet'];

const messages = [
  ['empty', ''], ['one character', 'a'], ['a sentence', 'this is a test'], ['31 bytes', 'x'.repeat(31)], ['32 bytes', 'y'.repeat(32)], ['62 bytes', 'z'.repeat(62)],
  ['127 bytes: 1016 bits, four fields exactly', 'w'.repeat(127)], ['a thousand bytes', 'minaseal--'.repeat(100)], ['multi-byte', 'Ζürich 封印 \u{1f512}'],
  ['NUL', '\u0000'], ['NUL NUL', '\u0000\u0000'], ['a byte order mark', '\ufeffabc'],
];

export async function build({ o1js2, o1js1, minaSigner }) {
  const peers = [o1js2, o1js1, minaSigner];
  return [await fields(peers), await message(peers), await tampered(peers), await faults(peers, minaSigner)];
}

async function fields(peers) {
  const suite = new Suite('schnorr/fields');
  const stream = new Stream('schnorr/fields');
  const sign = suite.group('schnorr.sign', ['SIG-1', 'SIG-5'], peers);
  const verify = suite.group('schnorr.verify', ['SIG-7'], peers);
  const cases = [
    ['no field', stream.below(q), []], ['one zero', stream.below(q), ['0']], ['two zeros', stream.below(q), ['0', '0']],
    ['edge values', stream.below(q), [`${p - 1n}`, '1', `${p - 1n}`]], ['key 1', 1n, ['1']], ['key q - 1', q - 1n, ['1']],
    ['key p: p mod p is 0 in the nonce', p, ['1']], ['key between p and q', p + stream.below(q - p), stream.elements(2, p)],
    ...Array.from({ length: 6 }, (_, i) => [`${i + 1} random fields`, stream.below(q), stream.elements(i + 1, p)]),
    ['40 random fields', stream.below(q), stream.elements(40, p)],
  ];
  for (const network of networks) {
    for (const [comment, s, inputs] of cases) {
      const privateKey = privateKeyText(s);
      const flags = s >= p ? ['ScalarGeP'] : [];
      const { r, s: second } = await sign(`${comment}, ${network}`, { privateKey, fields: inputs, network }, { flags });
      const publicKey = await keyOf(peers[0], privateKey);
      await verify(`${comment}, ${network}`, { publicKey, fields: inputs, network, r, s: second }, { flags });
    }
  }
  const alias = suite.group('schnorr.sign', ['SIG-5'], peers);
  await alias('devnet is another name of testnet', { privateKey: privateKeyText(5n), fields: ['1'], network: 'devnet' }, { flags: ['SigNetwork'] });
  return suite;
}

const keyOf = async (peer, privateKey) => (await peer.out('privateKey.decode', { base58: privateKey })).publicKey;

async function message(peers) {
  const suite = new Suite('schnorr/message');
  const stream = new Stream('schnorr/message');
  const sign = suite.group('schnorr.sign', ['SIG-1', 'SIG-6'], peers);
  const verify = suite.group('schnorr.verify', ['SIG-6', 'SIG-7'], peers);
  for (const network of networks) {
    for (const [comment, text] of messages) {
      const privateKey = privateKeyText(stream.below(q));
      const { r, s } = await sign(`${comment}, ${network}`, { privateKey, message: text, network });
      await verify(`${comment}, ${network}`, { publicKey: await keyOf(peers[0], privateKey), message: text, network, r, s });
    }
    for (const s of [1n, q - 1n, p, p + stream.below(q - p)]) {
      const flags = [s >= p && s < q - 1n ? 'ScalarGeP' : 'ScalarEdge'];
      await sign(`edge key, ${network}`, { privateKey: privateKeyText(s), message: 'edge key', network }, { flags });
    }
  }
  const surrogate = suite.group('schnorr.sign', ['SIG-6', 'TXT-3'], peers);
  await surrogate('a lone surrogate', { privateKey: privateKeyText(5n), message: 'a\ud800b', network: 'testnet' }, { flags: ['Utf8Invalid'] });
  const alias = suite.group('schnorr.sign', ['SIG-6'], peers);
  await alias('devnet is another name of testnet', { privateKey: privateKeyText(5n), message: 'alias', network: 'devnet' }, { flags: ['SigNetwork'] });
  return suite;
}

/** changes lists what is done to a sound signature; every result has to verify as false. */
function changes({ publicKey, r, s, network }, other, stream) {
  const R = BigInt(r);
  const S = BigInt(s);
  return [
    ['r plus 1', { r: `${(R + 1n) % p}` }], ['r is 0', { r: '0' }], ['r is 1', { r: '1' }], ['r is random', { r: stream.element(p) }], ['r negated', { r: `${p - R}` }],
    ['s plus 1', { s: `${(S + 1n) % q}` }], ['s is 0', { s: '0' }], ['s negated', { s: `${q - S}` }], ['s is random', { s: stream.element(q) }],
    ['r and s are 0', { r: '0', s: '0' }], ['r and s exchanged', { r: `${S % p}`, s: r }], ['the key of another', { publicKey: other }],
    ['the key negated', { publicKey: flip(publicKey) }, 'SigWrongParity'],
    ['the other network', { network: network === 'testnet' ? 'mainnet' : 'testnet' }, 'SigNetwork'],
  ];
}

async function tampered(peers) {
  const suite = new Suite('schnorr/tampered');
  const stream = new Stream('schnorr/tampered');
  const group = suite.group('schnorr.verify', ['SIG-7'], peers);
  const expectFalse = async (comment, input, flag = 'SigTampered', options = {}) => {
    const out = await group(comment, input, { flags: [flag], ...options });
    if (out.valid) throw new Error(`${comment}: verified`);
  };
  flips.clear();
  for (const network of networks) {
    const privateKey = privateKeyText(stream.below(q));
    const publicKey = await remember(peers[0], privateKey);
    const other = await keyOf(peers[0], privateKeyText(stream.below(q)));
    const data = stream.elements(3, p);
    for (const [kind, content, contents] of [
      ['fields', { fields: data }, [
        ['a field changed', { fields: [data[0], data[1], '0'] }], ['a field less', { fields: data.slice(0, 2) }], ['a field more', { fields: [...data, '0'] }],
        ['fields exchanged', { fields: [data[1], data[0], data[2]] }], ['no field', { fields: [] }],
      ]],
      ['message', { message: 'pay 10 to Alice' }, [
        ['a character changed', { message: 'pay 90 to Alice' }], ['a character less', { message: 'pay 10 to Alic' }], ['a NUL in front', { message: '\u0000pay 10 to Alice' }],
        ['no character', { message: '' }],
      ]],
    ]) {
      const { r, s } = await peers[2].out('schnorr.sign', { privateKey, ...content, network });
      const sound = { publicKey, ...content, network, r, s };
      for (const [comment, change, flag] of [...changes(sound, other, stream), ...contents]) {
        await expectFalse(`${kind}, ${network}: ${comment}`, { ...sound, ...change }, flag);
      }
    }
    const { r, s } = await peers[2].out('schnorr.sign', { privateKey, message: '', network });
    await expectFalse(`a signature of no message as one of no fields, ${network}`, { publicKey, fields: [], network, r, s });
    await wrongParity(expectFalse, peers, stream, network);
  }
  await identityNonce(expectFalse, peers, stream);
  await trailingNul(suite, peers, stream);
  return suite;
}

const flips = new Map();

/** flip returns the text of the opposite of a key that remember has seen. */
const flip = (publicKey) => flips.get(publicKey);

async function remember(peer, privateKey) {
  const publicKey = await keyOf(peer, privateKey);
  const { x, isOdd } = await peer.out('publicKey.decode', { base58: publicKey });
  flips.set(publicKey, publicKeyText(BigInt(x), isOdd ? 0 : 1));
  return publicKey;
}

/** challenge computes e for fields, with the library's own hash. */
const challenge = async (peer, fieldsAndKey, r, prefix) =>
  BigInt((await peer.out('poseidon.hash', { prefix, inputs: [...fieldsAndKey, r] })).hash);

const prefixes = { testnet: 'CodaSignature*******', mainnet: 'MinaSignatureMainnet' };

/** wrongParity signs with the nonce whose point has an odd y: all of the equation holds but the parity. */
async function wrongParity(expectFalse, peers, stream, network) {
  const d = stream.below(q);
  const { publicKey } = await peers[0].out('privateKey.decode', { base58: privateKeyText(d) });
  const key = await peers[0].out('publicKey.decode', { base58: publicKey });
  let k = stream.below(q);
  let { point } = await peers[0].out('curve.scale', { curve: 'pallas', scalar: `${k}` });
  if (BigInt(point.y) % 2n === 0n) k = q - k;
  const data = stream.elements(2, p);
  const e = await challenge(peers[0], [...data, key.x, key.y], point.x, prefixes[network]);
  await expectFalse(`right x, odd y, ${network}`, { publicKey, fields: data, network, r: point.x, s: `${(k + e * d) % q}` }, 'SigWrongParity');
}

/** identityNonce signs with the nonce 0: s·G - e·P is the identity, which has no coordinates. */
async function identityNonce(expectFalse, peers, stream) {
  for (const network of networks) {
    const d = stream.below(q);
    const { publicKey } = await peers[0].out('privateKey.decode', { base58: privateKeyText(d) });
    const key = await peers[0].out('publicKey.decode', { base58: publicKey });
    const data = stream.elements(1, p);
    const e = await challenge(peers[0], [...data, key.x, key.y], '0', prefixes[network]);
    const options = network === 'testnet' ? { differ: true, prefer: 'mina-signer' } : {};
    await expectFalse(`nonce 0, ${network}`, { publicKey, fields: data, network, r: '0', s: `${(e * d) % q}` }, 'SigIdentityNonce', options);
  }
}

/** trailingNul shows a collision of the legacy layout: zero bits that end a message are like the padding of its last field. */
async function trailingNul(suite, peers, stream) {
  const group = suite.group('schnorr.verify', ['SIG-7'], peers);
  const flags = ['SigMessageNul'];
  const privateKey = privateKeyText(stream.below(q));
  const publicKey = await keyOf(peers[0], privateKey);
  for (const [comment, signed, claimed, valid] of [
    ['a NUL more', 'pay 10 to Alice', 'pay 10 to Alice\u0000', true], ['a NUL less', 'pay 10 to Alice\u0000', 'pay 10 to Alice', true],
    ['two NUL for none', '', '\u0000\u0000', true], ['NUL up to another field of the same block', 'x'.repeat(40), 'x'.repeat(40) + '\u0000'.repeat(30), true],
    ['NUL up to another block of the hash', 'x', 'x' + '\u0000'.repeat(40), false],
  ]) {
    const { r, s } = await peers[2].out('schnorr.sign', { privateKey, message: signed, network: 'mainnet' });
    const out = await group(`message: ${comment}`, { publicKey, message: claimed, network: 'mainnet', r, s }, { flags });
    if (out.valid !== valid) throw new Error(`${comment}: ${out.valid}`);
  }
}

async function faults(peers, minaSigner) {
  const suite = new Suite('schnorr/faults');
  const stream = new Stream('schnorr/faults');
  const privateKey = privateKeyText(stream.below(q));
  const publicKey = await keyOf(peers[0], privateKey);
  const { r, s } = await minaSigner.out('schnorr.sign', { privateKey, fields: ['1'], network: 'testnet' });
  const legacy = await minaSigner.out('schnorr.sign', { privateKey, message: 'm', network: 'testnet' });

  const numbers = suite.group('schnorr.verify', ['FLD-8', 'FLD-9'], peers);
  for (const [comment, change, flag] of [
    ['r is p', { r: `${p}` }, 'NonCanonicalField'], ['r plus p', { r: `${BigInt(r) + p}` }, 'NonCanonicalField'], ['s is q', { s: `${q}` }, 'NonCanonicalField'],
    ['s plus q', { s: `${BigInt(s) + q}` }, 'NonCanonicalField'], ['r with a leading zero', { r: `0${r}` }, 'JsonLeadingZero'], ['s with a leading zero', { s: `0${s}` }, 'JsonLeadingZero'],
    ['r hexadecimal', { r: `0x${BigInt(r).toString(16)}` }, 'JsonHexNumber'], ['s hexadecimal', { s: `0x${BigInt(s).toString(16)}` }, 'JsonHexNumber'],
    ['s with a sign', { s: `${BigInt(s) - q}` }, 'JsonNegative'], ['r with a space', { r: ` ${r}` }, 'JsonWhiteSpace'], ['r empty', { r: '' }, 'JsonEmptyString'],
    ['a field is p', { fields: [`${p}`] }, 'NonCanonicalField'], ['a field has a leading zero', { fields: ['01'] }, 'JsonLeadingZero'],
  ]) await numbers(comment, { publicKey, fields: ['1'], network: 'testnet', r, s, ...change }, { code: 'non_canonical', flags: [flag] });
  for (const [comment, change, flag] of [
    ['message: r plus p', { r: `${BigInt(legacy.r) + p}` }, 'NonCanonicalField'], ['message: s plus q', { s: `${BigInt(legacy.s) + q}` }, 'NonCanonicalField'],
    ['message: r with a leading zero', { r: `0${legacy.r}` }, 'JsonLeadingZero'],
  ]) await numbers(comment, { publicKey, message: 'm', network: 'testnet', r: legacy.r, s: legacy.s, ...change }, { code: 'non_canonical', flags: [flag] });

  const key = suite.group('schnorr.verify', ['B58-5', 'KEY-3', 'KEY-4', 'KEY-5'], peers);
  for (const [comment, text, code, flag] of [
    ['a key with a wrong checksum', `${publicKey.slice(0, -1)}${publicKey.endsWith('1') ? '2' : '1'}`, 'base58_checksum', 'B62Checksum'],
    ['a key with x = p + 1', publicKeyText(p + 1n, 1), 'non_canonical', 'B62XGeP'], ['a key with parity 2', publicKeyText(1n, 2), 'parity_byte', 'B62Parity'],
    ['a key on no point', publicKeyText(0n, 0), 'point_not_on_curve', 'PointNotOnCurve'],
  ]) await key(comment, { publicKey: text, fields: ['1'], network: 'testnet', r, s }, { code, flags: [flag] });

  const signer = suite.group('schnorr.sign', ['KEY-9', 'KEY-10', 'B58-5', 'B58-7', 'FLD-9'], peers);
  for (const [comment, input, code, flag] of [
    ['the key 0', { privateKey: privateKeyText(0n) }, 'scalar_zero', 'ScalarZero'], ['the key q', { privateKey: privateKeyText(q) }, 'non_canonical', 'ScalarGeQ'],
    ['a short key', { privateKey: privateKeyText(7n, 1, 1) }, 'base58_length', 'SkShortPayload'], ['a key with a wrong checksum', { privateKey: `${privateKey.slice(0, -1)}1` }, 'base58_checksum', 'B62Checksum'],
    ['a field is p', { fields: [`${p}`] }, 'non_canonical', 'NonCanonicalField'], ['a field is hexadecimal', { fields: ['0x1'] }, 'non_canonical', 'JsonHexNumber'],
  ]) await signer(comment, { privateKey, fields: ['1'], network: 'testnet', ...input }, { code, flags: [flag] });
  await signer('message: the key 0', { privateKey: privateKeyText(0n), message: 'm', network: 'mainnet' }, { code: 'scalar_zero', flags: ['ScalarZero'] });

  const network = suite.group('schnorr.sign', ['SIG-8'], peers);
  const verifyNetwork = suite.group('schnorr.verify', ['SIG-8'], peers);
  for (const name of ['', 'Mainnet', 'berkeley', 'testnet ', 'main']) {
    await network(`network ${JSON.stringify(name)}`, { privateKey, message: 'm', network: name }, { code: 'unknown_network', flags: ['UnknownNetwork'] });
  }
  for (const name of ['', 'TESTNET', 'zeko']) {
    await verifyNetwork(`network ${JSON.stringify(name)}`, { publicKey, message: 'm', network: name, r: legacy.r, s: legacy.s }, { code: 'unknown_network', flags: ['UnknownNetwork'] });
  }
  return suite;
}
