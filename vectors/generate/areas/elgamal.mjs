// elgamal.encrypt with a given ephemeral scalar, and elgamal.decrypt of what came out.
import { publicKeyText } from '../lib/base58.mjs';
import { p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey, keyPair, schemes } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';
import { texts } from './encoding.mjs';

export async function build(peers) {
  const files = [];
  for (const one of schemes(peers)) files.push(await known(one), await long(one), await edges(one), await faults(one));
  return files;
}

async function known({ scheme, peers, encrypts, decrypts }) {
  const suite = new Suite(`elgamal/${scheme}`);
  const stream = new Stream(`elgamal/${scheme}`);
  const encrypt = suite.group('elgamal.encrypt', [encrypts, 'ENC-13'], peers);
  const decrypt = suite.group('elgamal.decrypt', [decrypts, 'ENC-20'], peers);
  const encryptText = suite.group('elgamal.encrypt', [encrypts, 'ENC-22'], peers);
  const decryptText = suite.group('elgamal.decrypt', [decrypts, 'ENC-23'], peers);

  for (let n = 1; n <= 6; n++) {
    for (const [comment, fields] of [[`${n} random fields`, stream.elements(n, p)], [`${n} zeros`, Array(n).fill('0')]]) {
      const { privateKey, publicKey } = await newKey(peers[0], stream);
      const { ciphertext } = await encrypt(comment, { scheme, publicKey, fields, ephemeral: stream.element(q) });
      await decrypt(comment, { scheme, privateKey, ciphertext, as: 'fields' });
    }
  }
  const { privateKey, publicKey } = await newKey(peers[0], stream);
  for (const fields of [[`${p - 1n}`], [`${p - 1n}`, '1', `${p - 1n}`], ['0', '0', '1'], ['1', '0', '0', '0']]) {
    const { ciphertext } = await encrypt('edge values', { scheme, publicKey, fields, ephemeral: stream.element(q) }, { flags: ['FieldEdge'] });
    await decrypt('edge values', { scheme, privateKey, ciphertext, as: 'fields' }, { flags: ['FieldEdge'] });
  }
  for (const [comment, text] of texts) {
    const { privateKey: secret, publicKey: key } = await newKey(peers[0], stream);
    const { ciphertext } = await encryptText(comment, { scheme, publicKey: key, text, ephemeral: stream.element(q) });
    await decryptText(`${comment}, object`, { scheme, privateKey: secret, ciphertext, as: 'text' });
    await decryptText(`${comment}, JSON`, { scheme, privateKey: secret, ciphertextJSON: JSON.stringify(ciphertext), as: 'text' });
  }
  return suite;
}

/** long has one text of 32 KB in a file of its own. */
async function long({ scheme, peers, encrypts, decrypts }) {
  const suite = new Suite(`elgamal/${scheme}-long`);
  const stream = new Stream(`elgamal/${scheme}-long`);
  const { privateKey, publicKey } = await newKey(peers[0], stream);
  const text = stream.bytes(16384).toString('hex');
  const encrypt = suite.group('elgamal.encrypt', [encrypts, 'ENC-22'], peers);
  const { ciphertext } = await encrypt('32768 bytes of text', { scheme, publicKey, text, ephemeral: stream.element(q) });
  const decrypt = suite.group('elgamal.decrypt', [decrypts, 'ENC-23'], peers);
  await decrypt('32768 bytes of text', { scheme, privateKey, ciphertext, as: 'text' });
  return suite;
}

async function edges({ scheme, peers, encrypts, decrypts }) {
  const suite = new Suite(`elgamal/${scheme}-edges`);
  const stream = new Stream(`elgamal/${scheme}-edges`);
  const encrypt = suite.group('elgamal.encrypt', [encrypts], peers);
  const decrypt = suite.group('elgamal.decrypt', [decrypts], peers);
  const fields = stream.elements(3, p);
  const pair = async (comment, keys, ephemeral, flags) => {
    const { ciphertext } = await encrypt(comment, { scheme, publicKey: keys.publicKey, fields, ephemeral: `${ephemeral}` }, { flags });
    await decrypt(comment, { scheme, privateKey: keys.privateKey, ciphertext, as: 'fields' }, { flags });
    return ciphertext;
  };
  const keys = await newKey(peers[0], stream);
  for (const k of [1n, 2n, q - 1n, 1n << 254n, (1n << 254n) - 1n]) await pair('an edge ephemeral scalar', keys, k, ['ScalarEdge']);
  for (const k of [p, p + stream.below(q - p)]) await pair('an ephemeral scalar from p to q - 1', keys, k, ['ScalarGeP']);
  for (const s of [1n, 2n, q - 1n]) await pair('an edge private key', await keyPair(peers[0], s), stream.below(q), ['ScalarEdge']);
  for (const s of [p, p + stream.below(q - p)]) await pair('a private key from p to q - 1', await keyPair(peers[0], s), stream.below(q), ['ScalarGeP']);

  const ciphertext = await pair('to be decrypted otherwise', keys, stream.below(q), []);
  const { x, y } = ciphertext.publicKey;
  const negated = { ...ciphertext, publicKey: { x, y: `${p - BigInt(y)}` } };
  await decrypt('the ephemeral key negated', { scheme, privateKey: keys.privateKey, ciphertext: negated, as: 'fields' }, { flags: ['EncNegatedEphemeral'] });
  const opposite = await keyPair(peers[0], q - keys.scalar);
  await decrypt('the private key negated', { scheme, privateKey: opposite.privateKey, ciphertext, as: 'fields' }, { flags: ['EncNegatedKey'] });
  await decrypt('both negated', { scheme, privateKey: opposite.privateKey, ciphertext: negated, as: 'fields' }, { flags: ['EncNegatedEphemeral', 'EncNegatedKey'] });

  await textEdges(suite, scheme, peers, keys, stream);
  return suite;
}

/** textEdges decrypts, as text, messages that are no plain encoding of a text. */
async function textEdges(suite, scheme, peers, keys, stream) {
  const encrypt = suite.group('elgamal.encrypt', ['ENC-22', 'TXT-3'], peers);
  for (const text of ['a\ud800b', '\udfff']) {
    await encrypt('a lone surrogate', { scheme, publicKey: keys.publicKey, text, ephemeral: stream.element(q) }, { flags: ['Utf8Invalid'] });
  }
  const group = suite.group('elgamal.decrypt', ['ENC-23', 'TXT-5', 'TXT-6', 'TXT-7', 'TXT-9', 'TXT-10'], peers);
  const stop = (hex) => BigInt('0x' + Buffer.from(`${hex}01`, 'hex').reverse().toString('hex')).toString();
  for (const [comment, fields, options] of [
    ['ill-formed UTF-8', [stop('61e28261')], { flags: ['Utf8Invalid'] }], ['a byte order mark', [stop('efbbbf61')], { flags: ['Utf8Bom'] }],
    ['no STOP byte', ['0'], { code: 'encoding_no_stop', flags: ['EncodingNoStop'] }], ['no STOP byte in the last of two', ['1', '2'], { code: 'encoding_no_stop', flags: ['EncodingNoStop'] }],
    ['a byte after STOP', [`${0x02_01}`], { code: 'encoding_non_canonical', flags: ['EncodingStopByteJunk'] }],
    ['byte 31 of an inner field', [`${1n << 248n}`, '1'], { code: 'encoding_non_canonical', flags: ['EncodingStopByteJunk'] }],
  ]) {
    const { ciphertext } = await peers[0].out('elgamal.encrypt', { scheme, publicKey: keys.publicKey, fields, ephemeral: stream.element(q) });
    await group(`decrypted as text: ${comment}`, { scheme, privateKey: keys.privateKey, ciphertext, as: 'text' }, options);
    if (options.code) await group(`decrypted as fields: ${comment}`, { scheme, privateKey: keys.privateKey, ciphertext, as: 'fields' });
  }
}

async function faults({ scheme, peers }) {
  const suite = new Suite(`elgamal/${scheme}-faults`);
  const stream = new Stream(`elgamal/${scheme}-faults`);
  const keys = await newKey(peers[0], stream);
  const group = (requirements) => {
    const add = suite.group('elgamal.encrypt', requirements, peers);
    return (comment, change, code, flag) =>
      add(comment, { scheme, publicKey: keys.publicKey, fields: ['1', '2'], ephemeral: '5', ...change }, { code, flags: [flag] });
  };
  await group(['ENC-4'])('no field', { fields: [] }, 'empty_ciphertext', 'EncZeroField');
  await group(['ENC-12'])('the ephemeral scalar 0', { ephemeral: '0' }, 'scalar_zero', 'ScalarZero');

  const number = group(['FLD-1', 'FLD-2', 'FLD-8', 'FLD-9']);
  for (const [comment, change, flag] of [
    ['the ephemeral scalar q', { ephemeral: `${q}` }, 'ScalarGeQ'], ['the ephemeral scalar 2^256', { ephemeral: `${1n << 256n}` }, 'ScalarGeQ'],
    ['a negative ephemeral scalar', { ephemeral: '-1' }, 'JsonNegative'], ['a hexadecimal ephemeral scalar', { ephemeral: '0x5' }, 'JsonHexNumber'],
    ['a field is p', { fields: ['1', `${p}`] }, 'NonCanonicalField'], ['a field has a leading zero', { fields: ['01'] }, 'JsonLeadingZero'],
    ['a field has a sign', { fields: ['-1'] }, 'JsonNegative'], ['a field is empty', { fields: [''] }, 'JsonEmptyString'],
  ]) await number(comment, change, 'non_canonical', flag);

  const key = group(['B58-3', 'B58-5', 'B58-6', 'KEY-3', 'KEY-4', 'KEY-5']);
  for (const [comment, publicKey, code, flag] of [
    ['white space before the key', ` ${keys.publicKey}`, 'base58_alphabet', 'B62Alphabet'],
    ['a wrong checksum', `${keys.publicKey.slice(0, -1)}${keys.publicKey.endsWith('x') ? 'y' : 'x'}`, 'base58_checksum', 'B62Checksum'],
    ['a private key', keys.privateKey, 'base58_version', 'B62Version'], ['x is p + 1', publicKeyText(p + 1n, 1), 'non_canonical', 'B62XGeP'],
    ['parity 2', publicKeyText(1n, 2), 'parity_byte', 'B62Parity'], ['x = 0', publicKeyText(0n, 0), 'point_not_on_curve', 'PointNotOnCurve'],
  ]) await key(`the public key: ${comment}`, { publicKey }, code, flag);
  return suite;
}
