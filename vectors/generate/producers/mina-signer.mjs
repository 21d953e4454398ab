// Producer over mina-signer: keys, signatures of both kinds and networks, and the legacy hash with a prefix.
//
// The public Client signs and verifies fields for the test network alone; for mainnet the functions below it are called.
import { serve } from './serve.mjs';

const root = new URL('../node_modules/mina-signer/dist/node/', import.meta.url);
const load = (path) => import(new URL(path, root));

const { Client } = await load('mina-signer/mina-signer.js');
const { PublicKey, PrivateKey } = await load('mina-signer/src/curve-bigint.js');
const { Field } = await load('mina-signer/src/field-bigint.js');
const { Signature, sign: signInput, verify: verifyInput } = await load('mina-signer/src/signature.js');
const { HashLegacy } = await load('mina-signer/src/poseidon-bigint.js');
const { PoseidonLegacy } = await load('bindings/crypto/poseidon.js');

const parseFields = (texts) => texts.map((text) => Field.fromJSON(text));

function publicKeyDecode({ base58 }) {
  const key = PublicKey.fromBase58(base58);
  const { x, y } = PublicKey.toGroup(key);
  return { x: x.toString(), y: y.toString(), isOdd: key.isOdd };
}

function privateKeyDecode({ base58 }) {
  const scalar = PrivateKey.fromBase58(base58).toString();
  return { scalar, publicKey: new Client({ network: 'mainnet' }).derivePublicKey(base58) };
}

function signed({ r, s }) {
  return { r: r.toString(), s: s.toString(), base58: Signature.toBase58({ r, s }) };
}

function sign({ privateKey, fields, message, network }) {
  const client = new Client({ network });
  if (message !== undefined) return signed(Signature.fromJSON(client.signMessage(message, privateKey).signature));
  const input = parseFields(fields);
  if (network === 'mainnet') return signed(signInput({ fields: input }, PrivateKey.fromBase58(privateKey), network));
  return signed(Signature.fromBase58(client.signFields(input, privateKey).signature));
}

function verify({ publicKey, fields, message, network, r, s }) {
  const client = new Client({ network });
  if (message !== undefined) {
    return { valid: client.verifyMessage({ data: message, publicKey, signature: { field: r, scalar: s } }) };
  }
  const signature = Signature.fromJSON({ field: r, scalar: s });
  const data = parseFields(fields);
  if (network === 'mainnet') {
    return { valid: verifyInput(signature, { fields: data }, PublicKey.fromBase58(publicKey), network) };
  }
  return { valid: client.verifyFields({ data, publicKey, signature: Signature.toBase58(signature) }) };
}

function permute({ field, params, state }) {
  if (field !== 'fp' || params !== 'legacy') return undefined;
  return { state: PoseidonLegacy.update(parseFields(state), []).map(String) };
}

function hash({ params, inputs, prefix }) {
  if (params !== 'legacy') return undefined;
  const fields = parseFields(inputs);
  const digest = prefix === undefined ? PoseidonLegacy.hash(fields) : HashLegacy.hashWithPrefix(prefix, fields);
  return { hash: digest.toString() };
}

await serve({
  'poseidon.permute': permute,
  'poseidon.hash': hash,
  'publicKey.decode': publicKeyDecode,
  'publicKey.encode': ({ x, isOdd }) => ({ base58: PublicKey.toBase58({ x: Field.fromJSON(x), isOdd }) }),
  'privateKey.decode': privateKeyDecode,
  'privateKey.encode': ({ scalar }) => ({ base58: PrivateKey.toBase58(PrivateKey.fromJSON(scalar)) }),
  'schnorr.sign': sign,
  'schnorr.verify': verify,
});
