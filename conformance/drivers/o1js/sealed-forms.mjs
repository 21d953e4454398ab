// The JSON of sealed-v1 (SPEC 6.4, 7.8, 8.8), read strictly: o1js itself reads nearly anything.

import { refusal } from './refusal.mjs';
import { p } from './values.mjs';

const malformed = (what) => refusal('malformed_json', what);

/** parse reads JSON text as strictly as JavaScript can without a parser of its own: members given twice are found by their count. */
export function parse(text) {
  let value;
  try {
    value = JSON.parse(text, (name, part) => {
      for (const s of [name, part]) if (typeof s === 'string' && !s.isWellFormed()) throw malformed('half of a surrogate pair'); // [MSG-4]
      return part;
    });
  } catch {
    throw malformed('not JSON');
  }
  if (JSON.stringify(value).length !== text.replace(/[ \t\r\n]/g, '').length) throw malformed('a member twice, or an escape that is not needed');
  return value;
}

/** members checks that value is an object with exactly these members, `?` marking one that may be absent. */
export function members(value, names) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('not an object');
  const left = new Set(Object.keys(value));
  for (const name of names) {
    const plain = name.replace('?', '');
    if (!left.delete(plain) && plain === name) throw malformed(`${name} is missing`);
  }
  if (left.size > 0) throw malformed('unknown member');
  return value;
}

export function string(value) {
  if (typeof value !== 'string') throw malformed('not a string');
  return value;
}

/** natural reads an integer from 0 to 2^53 - 1. */
export function natural(value) {
  if (!Number.isSafeInteger(value) || value < 0) throw malformed('not an integer');
  return value;
}

/** job reads the name of a job. */
export function job(value) {
  if (!/^[\x21-\x7e]{1,64}$/.test(string(value))) throw malformed('not a job');
  return value;
}

/** ticket reads the form of a ticket; what it says is not checked. */
export function ticket(value) {
  members(value, ['job', 'app', 'worker', 'notAfter', 'launcher', 'signature']);
  job(value.job);
  ['app', 'worker', 'launcher', 'signature'].forEach((name) => string(value[name]));
  natural(value.notAfter);
  return value;
}

/** ciphertext reads {publicKey, cipherText} to o1js values, every number canonical, the point on the curve and not the identity. */
export function ciphertext({ Field, Group }, value) {
  const { publicKey, cipherText } = members(value, ['publicKey', 'cipherText']);
  const { x, y } = members(publicKey, ['x', 'y']);
  if (!Array.isArray(cipherText)) throw malformed('cipherText is not a list');
  [x, y, ...cipherText].forEach(string);
  const [X, Y, ...elements] = [x, y, ...cipherText].map(canonical);
  if (X === 0n && Y === 0n) throw refusal('identity_point');
  const point = new Group({ x: X, y: Y }); // throws off the curve
  if (elements.length < 2) throw refusal('empty_ciphertext');
  return { publicKey: point, cipherText: elements.map((c) => Field(c)) };
}

function canonical(text) {
  if (!/^(0|[1-9][0-9]{0,79})$/.test(text) || BigInt(text) >= p) throw refusal('non_canonical');
  return BigInt(text);
}

/** ciphertextJSON is the object whose JSON text is the ciphertext's. */
export const ciphertextJSON = ({ publicKey: { x, y }, cipherText }) => ({
  publicKey: { x: x.toString(), y: y.toString() },
  cipherText: cipherText.map(String),
});
