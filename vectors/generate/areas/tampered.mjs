// elgamal.decrypt of ciphertexts that were changed after the encryption, and of forgeries that the schemes cannot tell.
import { privateKeyText } from '../lib/base58.mjs';
import { mod, p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey, schemes, seal } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';

export async function build(peers) {
  const files = [];
  for (const one of schemes(peers)) files.push(await changed(one, peers), await forged(one));
  return files;
}

const plus = (text, n) => mod(BigInt(text) + BigInt(n), p).toString();
const minus = (a, b) => mod(BigInt(a) - BigInt(b), p).toString();

/**
 * changes lists what is done to the elements of a ciphertext; the tag is the last of them. Each has to be refused; the one
 * that an extensible ciphertext lets through is left out.
 */
function changes(list, foreign, extensible) {
  const n = list.length - 1;
  const c = list.slice(0, n);
  const tag = list[n];
  const out = [
    ['tag plus 1', [...c, plus(tag, 1)], 'EncTagFlip'], ['tag minus 1', [...c, plus(tag, -1)], 'EncTagFlip'], ['tag 0', [...c, '0'], 'EncTagFlip'],
    ['tag negated', [...c, minus('0', tag)], 'EncTagFlip'], ['top bit of the tag', [...c, plus(tag, 1n << 253n)], 'EncTagFlip'],
    ['the tag of another ciphertext', [...c, foreign.at(-1)], 'EncTagFlip'], ['the tag is the first element', [...c, c[0]], 'EncTagFlip'],
    ['first element plus 1', [plus(c[0], 1), ...list.slice(1)], 'EncElementChange'], ['last element plus 1', [...c.slice(0, -1), plus(c[n - 1], 1), tag], 'EncElementChange'],
    ['first element 0', ['0', ...list.slice(1)], 'EncElementChange'], ['an element of another ciphertext', [foreign[0], ...list.slice(1)], 'EncElementChange'],
    ['the tag doubled', [...list, tag], 'EncExtension'], ['last element doubled', [...c, c[n - 1], tag], 'EncExtension'], ['0 appended', [...list, '0'], 'EncExtension'],
    ['0 before the tag', [...c, '0', tag], 'EncExtension'], ['0 in front', ['0', ...list], 'EncExtension'], ['the list twice', [...list, ...list], 'EncExtension'],
    ['tag in front', [tag, ...c], 'EncBlockSwap'], ['reversed', [...list].reverse(), 'EncBlockSwap'],
  ];
  if (n > 1) {
    out.push(
      ['first and second exchanged', [c[1], c[0], ...list.slice(2)], 'EncBlockSwap'], ['the last two exchanged', [...c.slice(0, -2), c[n - 1], c[n - 2], tag], 'EncBlockSwap'],
      ['without the first', list.slice(1), 'EncTruncation'], ['without the last, with the tag', [...c.slice(0, -1), tag], 'EncTruncation'], ['without the tag', c, 'EncTruncation'],
      ['second element plus 1', [c[0], plus(c[1], 1), ...list.slice(2)], 'EncElementChange'], ['first plus 1, second minus 1', [plus(c[0], 1), plus(c[1], -1), ...list.slice(2)], 'EncElementChange'],
    );
  }
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  return out.filter(([, elements]) => !same(elements, list) && !(extensible && same(elements, [...c, '0', tag])));
}

async function changed({ scheme, other, peers, decrypts }, { o1js1 }) {
  const suite = new Suite(`elgamal/${scheme}-tampered`);
  const stream = new Stream(`elgamal/${scheme}-tampered`);
  const keys = await newKey(peers[0], stream);
  const group = suite.group('elgamal.decrypt', [decrypts, 'ENC-8'], peers);
  const refuse = (comment, ciphertext, flag, privateKey = keys.privateKey) =>
    group(comment, { scheme, privateKey, ciphertext, as: 'fields' }, { code: 'tag_mismatch', flags: [flag] });

  for (const n of [1, 2, 3, 4]) {
    const ciphertext = await seal(peers[0], scheme, keys.publicKey, stream.elements(n, p), stream.below(q));
    const foreign = await seal(peers[0], scheme, keys.publicKey, stream.elements(n, p), stream.below(q));
    const extensible = scheme === 'o1js-v1' && n % 2 === 1;
    for (const [comment, cipherText, flag] of changes(ciphertext.cipherText, foreign.cipherText, extensible)) {
      await refuse(`${n} fields: ${comment}`, { ...ciphertext, cipherText }, flag);
    }
    await refuse(`${n} fields: the ephemeral key of another ciphertext`, { ...ciphertext, publicKey: foreign.publicKey }, 'EncWrongKey');
    const { point } = await peers[0].out('curve.add', { curve: 'pallas', p: ciphertext.publicKey, q: { x: '1', y: '12418654782883325593414442427049395787963493412651469444558597405572177144507' } });
    await refuse(`${n} fields: the ephemeral key plus the generator`, { ...ciphertext, publicKey: point }, 'EncWrongKey');
    await refuse(`${n} fields: another private key`, ciphertext, 'EncWrongKey', privateKeyText(stream.below(q)));
    await refuse(`${n} fields: the private key plus 1`, ciphertext, 'EncWrongKey', privateKeyText((keys.scalar + 1n) % q));
  }
  const cross = suite.group('elgamal.decrypt', ['ENC-2', 'ENC-8'], peers);
  for (const n of [1, 2, 3]) {
    const ciphertext = await seal(o1js1, other, keys.publicKey, stream.elements(n, p), stream.below(q));
    const input = { scheme, privateKey: keys.privateKey, ciphertext, as: 'fields' };
    await cross(`${n} fields of ${other}`, input, { code: 'tag_mismatch', flags: ['EncCrossScheme'] });
  }
  return suite;
}

async function forged({ scheme, other, peers, decrypts }) {
  const suite = new Suite(`elgamal/${scheme}-forged`);
  const stream = new Stream(`elgamal/${scheme}-forged`);
  const keys = await newKey(peers[0], stream);
  const decrypt = (requirements) => {
    const group = suite.group('elgamal.decrypt', requirements, peers);
    return (comment, ciphertext, options) => group(comment, { scheme, privateKey: keys.privateKey, ciphertext, as: 'fields' }, options);
  };
  const flag = scheme === 'o1js-v1' ? 'EncV1Truncation' : 'EncV2TruncationToEmpty';
  const cut = decrypt([decrypts, 'ENC-8']);
  const empty = decrypt(['ENC-7']);
  for (let n = 1; n <= 6; n++) {
    const message = stream.elements(n, p);
    const ciphertext = await seal(peers[0], scheme, keys.publicKey, message, stream.below(q));
    for (let j = 0; j < n; j++) {
      const cipherText = [...ciphertext.cipherText.slice(0, j), minus(ciphertext.cipherText[j], message[j])];
      const forgery = { ...ciphertext, cipherText };
      const comment = `${n} fields cut to ${j}, the known element as tag`;
      if (j === 0) await empty(comment, forgery, { code: 'empty_ciphertext', flags: [flag, 'EncZeroField'] });
      // Only o1js-v1 at even positions lets it through; nothing in the ciphertext shows it.
      else if (scheme === 'o1js-v1' && j % 2 === 0) await cut(comment, forgery, { flags: [flag] });
      else await cut(comment, forgery, { code: 'tag_mismatch', flags: [flag] });
    }
  }
  for (let i = 0; i < 2; i++) {
    const ciphertext = await seal(peers[0], scheme, keys.publicKey, [], stream.below(q));
    await empty('an encryption of no field', ciphertext, { code: 'empty_ciphertext', flags: ['EncZeroField'] });
  }
  await crossed(scheme, other, keys, stream, peers, cut);
  if (scheme === 'o1js-v1') await extended(scheme, keys, stream, peers, cut);
  await keyless(scheme, keys, stream, peers, decrypt(['ENC-6', 'CRV-8']));
  return suite;
}

/**
 * keyless encrypts to everybody: the x of the shared point is 0 for every private key if the ephemeral key is the identity, and, by
 * formulas that do not ask for the curve, if it is (0, y), whose double is its negative. The tags are right.
 */
async function keyless(scheme, keys, stream, peers, decrypt) {
  for (const n of [1, 2]) {
    const ciphertext = await seal(peers[0], scheme, keys.publicKey, stream.elements(n, p), 0n);
    await decrypt(`${n} fields with the identity as ephemeral key`, ciphertext, { code: 'identity_point', flags: ['EncIdentityEphemeral'] });
    for (const y of ['1', '2']) {
      const forgery = { ...ciphertext, publicKey: { x: '0', y } };
      await decrypt(`${n} fields with an ephemeral key of order 3 off the curve`, forgery, { code: 'point_not_on_curve', flags: ['PointNotOnCurve'] });
    }
  }
}

/**
 * extended puts the element 0 between the elements and the tag. After an odd number of elements o1js-v1 absorbs the new one into
 * a lane of its own, where 0 changes nothing: the tag holds, the message gets an element that nobody chose.
 */
async function extended(scheme, keys, stream, peers, cut) {
  for (let n = 1; n <= 6; n++) {
    const ciphertext = await seal(peers[0], scheme, keys.publicKey, stream.elements(n, p), stream.below(q));
    const extension = { ...ciphertext, cipherText: [...ciphertext.cipherText.slice(0, n), '0', ciphertext.cipherText[n]] };
    const options = n % 2 === 1 ? {} : { code: 'tag_mismatch' };
    await cut(`${n} fields extended by the element 0`, extension, { flags: ['EncV1ZeroExtension'], ...options });
  }
}

/** crossed cuts a ciphertext of the other scheme after its first element, the known second one as tag. */
async function crossed(scheme, other, keys, stream, peers, cut) {
  for (let n = 2; n <= 5; n++) {
    const message = stream.elements(n, p);
    const ciphertext = await seal(peers.at(-1), other, keys.publicKey, message, stream.below(q));
    const [c0, c1] = ciphertext.cipherText;
    const forgery = { ...ciphertext, cipherText: [c0, minus(c1, message[1])] };
    const accepted = scheme === 'o1js-v1' && n >= 3;
    await cut(`${n} fields of ${other} cut to 1, the known element as tag`, forgery, accepted ? { flags: ['EncCrossScheme'] } : { code: 'tag_mismatch', flags: ['EncCrossScheme'] });
  }
}
