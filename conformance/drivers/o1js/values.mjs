// Reads the values of the driver protocol. Their form is the driver's to check, not
// o1js's: outside a ciphertext a number is its canonical decimal text.

import { badRequest, invalid } from './verdicts.mjs';

export const p = 0x40000000000000000000000000000000224698fc094cf91b992d30ed00000001n;
export const q = 0x40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001n;

// number returns the bigint that a canonical decimal text below modulus spells.
export function number(text, modulus) {
  if (text === undefined) throw badRequest('a number is missing');
  if (typeof text !== 'string' || !/^(0|[1-9][0-9]{0,79})$/.test(text)) throw invalid('non_canonical');
  const value = BigInt(text);
  if (value >= modulus) throw invalid('non_canonical');
  return value;
}

export const numbers = (list, modulus) => array(list).map((text) => number(text, modulus));

export function array(list) {
  if (!Array.isArray(list)) throw badRequest('a list is missing');
  return list;
}

export function text(value) {
  if (typeof value !== 'string') throw badRequest('a text is missing');
  return value;
}

export function bytes(hex) {
  if (!/^([0-9a-f]{2})*$/.test(text(hex))) throw badRequest('not lower-case hexadecimal');
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

// point returns the coordinates, (0, 0) for the identity.
export function point(value, modulus) {
  if (typeof value !== 'object' || value === null) throw badRequest('a point is missing');
  return { x: number(value.x, modulus), y: number(value.y, modulus) };
}

export const pointJSON = ({ x, y }) => ({ x: x.toString(), y: y.toString() });
export const decimals = (list) => list.map((value) => value.toString());

// choose picks by the name in a request and refuses the names it does not know.
export function choose(table, name) {
  if (!Object.hasOwn(table, name)) throw badRequest(`unknown name ${String(name).slice(0, 40)}`);
  return table[name];
}
