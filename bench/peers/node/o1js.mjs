// o1js, through its public API, with constants: no circuit is built.

import { readFileSync } from 'node:fs';

import { toHex } from './inputs.mjs';
import { proofs } from './verify.mjs';

// start loads o1js with one of its backends.
export async function start(backend) {
  const entry = import.meta.resolve('o1js');
  if (backend === 'native') import.meta.resolve(`@o1js/native-${process.platform}-${process.arch}`);
  const o1js = await import(entry);
  o1js.setBackend(backend);
  await o1js.initializeBindings();
  const { version } = JSON.parse(readFileSync(new URL('./node_modules/o1js/package.json', import.meta.url)));
  const works = { ...groups(o1js), ...messages(o1js), ...proofs(o1js, backend) };
  if (backend === 'wasm') Object.assign(works, fields(o1js)); // field arithmetic has no backend
  return { versions: [`o1js ${version} (${backend})`], works };
}

function fields({ Field, Scalar }) {
  const chain = (next) => ({ a, b }) => {
    let [x, y] = [Field(a), Field(b)];
    return { step: () => (x = next(x, y)), digest: () => toHex(x.toBigInt()) };
  };
  return {
    FpMultiplyChain: chain((x, b) => x.mul(b)),
    FpSquareChain: chain((x) => x.square()),
    FpInvertVarTime: chain((x, b) => x.inv().add(b)),
    FpAdd({ a, b }) {
      let [x, y] = [Field(a), Field(b)];
      const step = () => {
        x = x.add(y);
        y = y.add(x);
      };
      return { operations: 2, step, digest: () => toHex(x.toBigInt(), y.toBigInt()) };
    },
    FpMultiplyFour({ a, b }) {
      const x = [Field(a), Field(a).add(b), Field(a).add(a), Field(b)];
      const y = Field(b);
      const step = () => {
        for (let i = 0; i < 4; i++) x[i] = x[i].mul(y);
      };
      return { operations: 4, step, digest: () => toHex(...x.map((e) => e.toBigInt())) };
    },
    FqMultiplyChain({ s }) {
      const y = Scalar.from(s);
      let x = y;
      return { step: () => (x = x.mul(y)), digest: () => toHex(x.toBigInt()) };
    },
    FpSquareRoot({ a, b }) {
      const y = Field(b);
      let x = Field(a);
      let root;
      const step = () => {
        x = x.add(y);
        root = x.square().sqrt();
      };
      const even = () => (root.toBigInt() % 2n === 0n ? root : root.neg());
      return { step, digest: () => toHex(even().toBigInt()) };
    },
  };
}

function groups({ Group, Scalar }) {
  const coordinates = (p) => toHex(p.x.toBigInt(), p.y.toBigInt());
  return {
    PallasScalarMultiplyVarTime({ s, x, y }) {
      const scalar = Scalar.from(s);
      let p = new Group({ x, y });
      return { step: () => (p = p.scale(scalar)), digest: () => coordinates(p) };
    },
    PallasBaseMultiply({ s }) {
      const scalar = Scalar.from(s);
      let [t, p] = [scalar];
      const step = () => {
        t = t.add(scalar);
        p = Group.generator.scale(t);
      };
      return { step, digest: () => coordinates(p) };
    },
  };
}

function messages({ Encoding, Encryption, Field, Poseidon, PrivateKey, PublicKey, Signature }) {
  const encrypt = (text) => (inputs) => {
    const key = PublicKey.fromBase58(inputs.address);
    let ciphertext;
    const step = () => (ciphertext = Encryption.encrypt(Encoding.stringToFields(inputs[text]), key));
    return { step, digest: () => JSON.stringify(ciphertext) };
  };
  return {
    PoseidonPermutation({ a, b }) {
      let state = [Field(a), Field(b), Field(0)];
      return { step: () => (state = Poseidon.update(state, [])), digest: () => toHex(...state.map((x) => x.toBigInt())) };
    },
    PoseidonHash2({ a, b }) {
      const y = Field(b);
      let x = Field(a);
      return { step: () => (x = Poseidon.hash([x, y])), digest: () => toHex(x.toBigInt()) };
    },
    DecodeAddress({ address }) {
      let key;
      const digest = () => {
        const { x, y } = key.toGroup();
        return toHex(x.toBigInt(), y.toBigInt());
      };
      return { step: () => (key = PublicKey.fromBase58(address)), digest };
    },
    Encrypt1: encrypt('text1'),
    Encrypt32K: encrypt('text32K'),
    Decrypt32K({ address, key, text32K }) {
      const secret = PrivateKey.fromBase58(key);
      const { publicKey, cipherText } = Encryption.encrypt(Encoding.stringToFields(text32K), PublicKey.fromBase58(address));
      let text;
      const step = () => {
        // decrypt takes the tag off the array that it is given
        const message = Encryption.decrypt({ publicKey, cipherText: [...cipherText] }, secret);
        text = Encoding.stringFromFields(message);
      };
      return { step, digest: () => text };
    },
    Sign({ a, b, key }) {
      const secret = PrivateKey.fromBase58(key);
      const message = [Field(a), Field(b)];
      let signature;
      return { step: () => (signature = Signature.create(secret, message)), digest: () => signature.toBase58() };
    },
    Verify({ a, b, address, signature }) {
      const key = PublicKey.fromBase58(address);
      const message = [Field(a), Field(b)];
      const given = Signature.fromBase58(signature);
      let valid;
      return { step: () => (valid = given.verify(key, message)), digest: () => String(valid.toBoolean()) };
    },
  };
}
