// The inputs that all peers share.

import { readFileSync } from 'node:fs';

// readInputs returns the values of bench/peers/inputs.txt, numbers as BigInt, and the
// texts to encrypt.
export function readInputs() {
  const lines = readFileSync(new URL('../inputs.txt', import.meta.url), 'utf8').trim().split('\n');
  const values = Object.fromEntries(lines.map((line) => line.split(' ')));
  for (const name of ['a', 'b', 's', 'x', 'y']) values[name] = fromHex(values[name]);
  return { ...values, text1: '{"value":"77"}', text32K: '0123456789abcdef'.repeat(2048) };
}

function fromHex(text) {
  return BigInt('0x' + Buffer.from(text, 'hex').reverse().toString('hex'));
}

// toHex writes numbers as 32 bytes each, least significant first.
export function toHex(...numbers) {
  return numbers.map((x) => Buffer.from(x.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex')).join('');
}
