// What the areas about encryption share: the two schemes with their requirements and libraries, and sealed messages to spoil.
import { privateKeyText } from './base58.mjs';
import { q } from './constants.mjs';

export const schemes = (peers) => [
  { scheme: 'o1js-v1', other: 'o1js-v2', peers: [peers.o1js1], encrypts: 'ENC-V1-1', decrypts: 'ENC-V1-2' },
  { scheme: 'o1js-v2', other: 'o1js-v1', peers: [peers.o1js2, peers.o1js1], encrypts: 'ENC-V2-1', decrypts: 'ENC-V2-2' },
];

/** keyPair returns the texts of a private key and its public key. */
export async function keyPair(peer, scalar) {
  const privateKey = privateKeyText(scalar);
  const { publicKey } = await peer.out('privateKey.decode', { base58: privateKey });
  return { scalar, privateKey, publicKey };
}

/** seal encrypts with a known ephemeral scalar. */
export async function seal(peer, scheme, publicKey, message, ephemeral) {
  const input = typeof message === 'string' ? { text: message } : { fields: message };
  const { ciphertext } = await peer.out('elgamal.encrypt', { scheme, publicKey, ...input, ephemeral: `${ephemeral}` });
  return ciphertext;
}

/** newKey draws a key pair from a stream. */
export const newKey = (peer, stream) => keyPair(peer, 1n + stream.below(q - 1n));
