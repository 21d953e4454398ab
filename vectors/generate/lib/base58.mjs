// Base58check as Mina writes it. It builds the well-formed and the malformed texts that the libraries are then asked about.
import { createHash } from 'node:crypto';

export const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export const version = { publicKey: 203, privateKey: 90, signature: 154, memo: 20, tokenId: 28 };

const sha256 = (b) => createHash('sha256').update(b).digest();

/** littleEndian returns the n bytes of x, least significant first. */
export function littleEndian(x, n = 32) {
  const out = Buffer.alloc(n);
  for (let i = 0; i < n; i++, x >>= 8n) out[i] = Number(x & 0xffn);
  return out;
}

/** base58 writes bytes in the alphabet; each leading zero byte is one "1". */
export function base58(bytes) {
  let text = '';
  for (let n = BigInt('0x0' + Buffer.from(bytes).toString('hex')); n > 0n; n /= 58n) text = alphabet[Number(n % 58n)] + text;
  let zeros = 0;
  while (bytes[zeros] === 0) zeros++;
  return '1'.repeat(zeros) + text;
}

/** base58check appends the checksum to version ‖ payload. */
export function base58check(versionByte, payload) {
  const data = Buffer.concat([Buffer.from([versionByte]), Buffer.from(payload)]);
  return base58(Buffer.concat([data, sha256(sha256(data)).subarray(0, 4)]));
}

/** publicKeyText spells a public key; the inner version bytes and the parity can be any. */
export function publicKeyText(x, parity, inner = [1, 1]) {
  return base58check(version.publicKey, Buffer.concat([Buffer.from(inner), littleEndian(x), Buffer.from([parity])]));
}

/** privateKeyText spells a private key; inner version byte and length of the scalar can be any. */
export function privateKeyText(s, inner = 1, length = 32) {
  return base58check(version.privateKey, Buffer.concat([Buffer.from([inner]), littleEndian(s, length)]));
}
