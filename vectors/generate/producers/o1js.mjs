// Producer over o1js. The argument names the package: "o1js" (2.15.0) or "o1js-1" (1.9.1).
//
// Inputs go through the parser that an application would use: Field.fromJSON and Scalar.fromJSON for single numbers,
// fromBase58 for keys, and for ciphertexts `new Group(...)` and `Field(...)` on the output of JSON.parse, which is how the
// encryption example reads them. What those parsers let through is therefore o1js's own leniency.
import { serve } from './serve.mjs';

const packageName = process.argv[2];
const root = new URL(`../node_modules/${packageName}/dist/node/`, import.meta.url);
const load = (path) => import(new URL(path, root));

const o1js = await load('index.js');
const { Field, Bool, Scalar, Group, Poseidon, PublicKey, PrivateKey, Signature, Encoding, Encryption } = o1js;
const { Fp, Fq } = await load('bindings/crypto/finite-field.js');
const { Pallas, Vesta } = await load('bindings/crypto/elliptic-curve.js');
const { Poseidon: PoseidonBigint, PoseidonLegacy } = await load('bindings/crypto/poseidon.js');
const { packToFields } = await load('lib/provable/crypto/poseidon.js');
await o1js.initializeBindings();

const numbers = { fp: Field, fq: Scalar };
const arithmetic = { fp: Fp, fq: Fq };
const parse = (field, text) => numbers[field].fromJSON(text).toBigInt();
const parseFields = (texts) => texts.map((text) => Field.fromJSON(text));
const texts = (fields) => fields.map((field) => field.toString());

function evaluate({ field, fn, a, b }) {
  const F = arithmetic[field];
  const x = parse(field, a);
  const y = b === undefined ? undefined : parse(field, b);
  const functions = {
    add: () => F.add(x, y),
    sub: () => F.sub(x, y),
    mul: () => F.mul(x, y),
    neg: () => F.negate(x),
    square: () => F.square(x),
    inv: () => F.inverse(x),
    sqrt: () => F.sqrt(x),
  };
  const value = functions[fn]();
  if (value === undefined) throw Error(`${fn}: undefined`);
  // Of the two roots o1js gives either; the protocol asks for the even one.
  const even = fn === 'sqrt' && (value & 1n) === 1n ? F.modulus - value : value;
  return { value: even.toString() };
}

// Vesta has no public class in o1js; its projective arithmetic is the module that Pallas uses, without input checks.
function vestaPoint({ x, y }) {
  const point = { x: parse('fq', x), y: parse('fq', y) };
  const infinity = point.x === 0n && point.y === 0n;
  const projective = Vesta.fromAffine({ ...point, infinity });
  if (!infinity && !Vesta.isOnCurve(projective)) throw Error('Vesta.isOnCurve: false');
  return projective;
}

function vestaText(projective) {
  const { x, y } = Vesta.toAffine(projective);
  return { x: x.toString(), y: y.toString() };
}

function curveAdd({ curve, p, q }) {
  if (curve === 'vesta') return { point: vestaText(Vesta.add(vestaPoint(p), vestaPoint(q))) };
  return { point: Group.fromJSON(p).add(Group.fromJSON(q)).toJSON() };
}

function curveScale({ curve, point, scalar }) {
  if (curve === 'vesta') {
    const s = parse('fp', scalar);
    return { point: vestaText(Vesta.scale(point ? vestaPoint(point) : Vesta.one, s)) };
  }
  const s = Scalar.fromJSON(scalar);
  return { point: (point ? Group.fromJSON(point) : Group.generator).scale(s).toJSON() };
}

function curveCheck({ curve, point: { x, y } }) {
  if (x === '0' && y === '0') return { onCurve: true };
  const [base, C] = curve === 'vesta' ? ['fq', Vesta] : ['fp', Pallas];
  return { onCurve: C.isOnCurve(C.fromAffine({ x: parse(base, x), y: parse(base, y), infinity: false })) };
}

function permute({ field, params, state }) {
  if (field !== 'fp') return undefined;
  const { update } = params === 'legacy' ? PoseidonLegacy : PoseidonBigint;
  // update with nothing to add is one permutation.
  return { state: texts(update(parseFields(state).map((x) => x.toBigInt()), [])) };
}

function hash({ params = 'kimchi', inputs, prefix }) {
  const fields = parseFields(inputs);
  if (params === 'legacy') {
    if (prefix !== undefined) return undefined;
    return { hash: PoseidonLegacy.hash(fields.map((x) => x.toBigInt())).toString() };
  }
  const digest = prefix === undefined ? Poseidon.hash(fields) : Poseidon.hashWithPrefix(prefix, fields);
  return { hash: digest.toString() };
}

function sponge({ trace }) {
  const state = new Poseidon.Sponge();
  const squeezed = [];
  for (const step of trace) {
    if (step.squeeze) squeezed.push(state.squeeze().toString());
    else state.absorb(Field.fromJSON(step.absorb));
  }
  return { squeezed };
}

function pack({ fields, packed }) {
  const items = packed.map(([value, bits]) => [Field.fromJSON(value), bits]);
  return { fields: texts(packToFields({ fields: parseFields(fields), packed: items })) };
}

function encode({ text, hex }) {
  if (text !== undefined) return { fields: texts(Encoding.stringToFields(text)) };
  return { fields: texts(Encoding.bytesToFields(Uint8Array.from(Buffer.from(hex, 'hex')))) };
}

function decode({ fields, as }) {
  const parsed = parseFields(fields);
  if (as === 'text') return { text: Encoding.stringFromFields(parsed) };
  return { hex: Buffer.from(Encoding.bytesFromFields(parsed)).toString('hex') };
}

function publicKeyDecode({ base58 }) {
  const key = PublicKey.fromBase58(base58);
  const { x, y } = key.toGroup().toJSON();
  return { x, y, isOdd: key.isOdd.toBoolean() };
}

const publicKeyEncode = ({ x, isOdd }) => ({
  base58: PublicKey.from({ x: Field.fromJSON(x), isOdd: Bool(isOdd) }).toBase58(),
});

function privateKeyDecode({ base58 }) {
  const key = PrivateKey.fromBase58(base58);
  return { scalar: key.s.toJSON(), publicKey: key.toPublicKey().toBase58() };
}

const privateKeyEncode = ({ scalar }) => ({ base58: new PrivateKey(Scalar.fromJSON(scalar)).toBase58() });

function schemeFunctions(scheme) {
  const v1 = Encryption.encryptV2 !== undefined;
  if (scheme === 'o1js-v1' && v1) return { encrypt: Encryption.encrypt, decrypt: Encryption.decrypt };
  if (scheme === 'o1js-v2' && v1) return { encrypt: Encryption.encryptV2, decrypt: Encryption.decryptV2 };
  if (scheme === 'o1js-v2') return { encrypt: Encryption.encrypt, decrypt: Encryption.decrypt };
  return undefined;
}

/** withEphemeral runs f while Scalar.random, from which o1js draws the ephemeral scalar, returns the one given. */
function withEphemeral(scalar, f) {
  const random = Scalar.random;
  Scalar.random = () => scalar;
  try {
    return f();
  } finally {
    Scalar.random = random;
  }
}

function encrypt({ scheme, publicKey, text, fields, ephemeral }) {
  const functions = schemeFunctions(scheme);
  if (!functions) return undefined;
  const message = text === undefined ? parseFields(fields) : Encoding.stringToFields(text);
  const scalar = Scalar.fromJSON(ephemeral);
  const key = PublicKey.fromBase58(publicKey);
  const ciphertext = withEphemeral(scalar, () => functions.encrypt(message, key));
  return { ciphertext: JSON.parse(JSON.stringify(ciphertext)) };
}

function decrypt({ scheme, privateKey, ciphertext, ciphertextJSON, as }) {
  const functions = schemeFunctions(scheme);
  if (!functions) return undefined;
  const object = JSON.parse(ciphertextJSON ?? JSON.stringify(ciphertext));
  const sealed = {
    publicKey: new Group(object.publicKey),
    cipherText: (object.cipherText || []).map((x) => Field(x)),
  };
  const message = functions.decrypt(sealed, PrivateKey.fromBase58(privateKey));
  return as === 'text' ? { text: Encoding.stringFromFields(message) } : { fields: texts(message) };
}

function sign({ privateKey, fields, network }) {
  // o1js signs fields alone, and for the test network alone.
  if (fields === undefined || (network !== 'testnet' && network !== 'devnet')) return undefined;
  const signature = Signature.create(PrivateKey.fromBase58(privateKey), parseFields(fields));
  return { ...signature.toJSON(), base58: signature.toBase58() };
}

function verify({ publicKey, fields, network, r, s }) {
  if (fields === undefined || (network !== 'testnet' && network !== 'devnet')) return undefined;
  const signature = Signature.fromJSON({ r, s });
  return { valid: signature.verify(PublicKey.fromBase58(publicKey), parseFields(fields)).toBoolean() };
}

await serve({
  'field.eval': evaluate,
  'curve.add': curveAdd,
  'curve.scale': curveScale,
  'curve.check': curveCheck,
  'poseidon.permute': permute,
  'poseidon.hash': hash,
  'poseidon.hashAnyLength': ({ inputs }) => Poseidon.hashAnyLength && { hash: Poseidon.hashAnyLength(parseFields(inputs)).toString() },
  'poseidon.sponge': sponge,
  'poseidon.hashToGroup': ({ inputs }) => ({ point: Poseidon.hashToGroup(parseFields(inputs)).toJSON() }),
  'poseidon.pack': pack,
  'encoding.encode': encode,
  'encoding.decode': decode,
  'publicKey.decode': publicKeyDecode,
  'publicKey.encode': publicKeyEncode,
  'privateKey.decode': privateKeyDecode,
  'privateKey.encode': privateKeyEncode,
  'elgamal.encrypt': encrypt,
  'elgamal.decrypt': decrypt,
  'schnorr.sign': sign,
  'schnorr.verify': verify,
});
