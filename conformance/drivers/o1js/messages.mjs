// Operations on encodings, keys, ciphertexts, signatures and proofs.

import { firstLine } from './cli.mjs';
import { fieldCipher, parseCiphertext } from './text.mjs';
import { bytes, choose, decimals, number, numbers, p, pointJSON, q, text } from './values.mjs';
import { badRequest, invalid, unsupported, Verdict } from './verdicts.mjs';

export const schemes = { '1.9.1': ['o1js-v1', 'o1js-v2', 'sealed-v1'], '2.15.0': ['o1js-v2', 'sealed-v1'] };
export const proofSystems = ['pickles-berkeley'];

export async function messages(lib) {
  const { Bool, Encoding, Field, PrivateKey, PublicKey, Scalar, Signature, verify } = lib.o1js;
  const signer = await lib.inside('mina-signer/src/signature.js');
  const legacy = await lib.inside('mina-signer/src/sign-legacy.js');
  const fields = (list) => numbers(list, p).map(Field);

  function scheme(name) {
    if (name !== 'o1js-v1' && name !== 'o1js-v2') throw invalid('unknown_scheme');
    const cipher = fieldCipher(lib, name);
    if (!cipher) throw unsupported(`o1js ${lib.version} has no ${name}`);
    return cipher;
  }

  // withEphemeral runs work while o1js draws the scalar given. A scalar can be drawn
  // once, so an encryption that draws another number of them is noticed.
  function withEphemeral(scalar, work) {
    const { random } = Scalar;
    const left = [Scalar.from(scalar)];
    Scalar.random = () => left.pop();
    try {
      const result = work();
      if (left.length !== 0) throw Error('the ephemeral scalar was not drawn');
      return result;
    } finally {
      Scalar.random = random;
    }
  }

  // network returns the name that both releases know; 1.9.1 takes devnet for a custom
  // network. The public Signature class signs for the test networks only.
  function network(name) {
    const names = { testnet: 'testnet', devnet: 'testnet', mainnet: 'mainnet' };
    if (!Object.hasOwn(names, name)) throw invalid('unknown_network');
    return names[name];
  }

  return {
    'encoding.encode'({ text: string, hex }) {
      const encoded = hex === undefined ? Encoding.stringToFields(text(string)) : Encoding.bytesToFields(bytes(hex));
      return { fields: decimals(encoded) };
    },
    'encoding.decode'({ fields: list, as }) {
      const decode = {
        text: (encoded) => ({ text: Encoding.stringFromFields(encoded) }),
        hex: (encoded) => ({ hex: Buffer.from(Encoding.bytesFromFields(encoded)).toString('hex') }),
      };
      return choose(decode, as)(fields(list));
    },
    'publicKey.decode'({ base58 }) {
      const key = PublicKey.fromBase58(text(base58));
      return { ...pointJSON(key.toGroup()), isOdd: key.isOdd.toBoolean() };
    },
    'publicKey.encode'({ x, isOdd }) {
      if (typeof isOdd !== 'boolean') throw badRequest('isOdd is missing');
      return { base58: PublicKey.from({ x: Field(number(x, p)), isOdd: Bool(isOdd) }).toBase58() };
    },
    'privateKey.decode'({ base58 }) {
      const key = PrivateKey.fromBase58(text(base58));
      return { scalar: key.toBigInt().toString(), publicKey: key.toPublicKey().toBase58() };
    },
    'privateKey.encode'({ scalar }) {
      return { base58: PrivateKey.fromBigInt(number(scalar, q)).toBase58() };
    },
    'elgamal.encrypt'({ scheme: name, publicKey, text: string, fields: list, ephemeral }) {
      const { encrypt } = scheme(name);
      const message = list === undefined ? Encoding.stringToFields(text(string)) : fields(list);
      const key = PublicKey.fromBase58(text(publicKey));
      const ciphertext = withEphemeral(number(ephemeral, q), () => encrypt(message, key));
      return { ciphertext: JSON.parse(JSON.stringify(ciphertext)) };
    },
    'elgamal.decrypt'({ scheme: name, privateKey, ciphertext, ciphertextJSON, as }) {
      const { decrypt } = scheme(name);
      const output = choose({ text: (m) => ({ text: Encoding.stringFromFields(m) }), fields: (m) => ({ fields: decimals(m) }) }, as);
      const key = PrivateKey.fromBase58(text(privateKey));
      return output(decrypt(parse(ciphertext, ciphertextJSON), key));
    },
    'schnorr.sign'({ privateKey, fields: list, message, network: name }) {
      const id = network(name);
      const key = text(privateKey);
      if (message !== undefined) {
        const { field, scalar } = legacy.signString(text(message), key, id);
        return { r: field, s: scalar, base58: signer.Signature.toBase58({ r: BigInt(field), s: BigInt(scalar) }) };
      }
      if (id === 'mainnet') {
        const { r, s } = signer.sign({ fields: numbers(list, p) }, PrivateKey.fromBase58(key).toBigInt(), id);
        return { r: r.toString(), s: s.toString(), base58: signer.Signature.toBase58({ r, s }) };
      }
      const signature = Signature.create(PrivateKey.fromBase58(key), fields(list));
      return { ...Signature.toJSON(signature), base58: signature.toBase58() };
    },
    'schnorr.verify'({ publicKey, fields: list, message, network: name, r, s }) {
      const id = network(name);
      const key = text(publicKey);
      const [R, S] = [number(r, p), number(s, q)];
      const parsed = PublicKey.fromBase58(key); // verifyStringSignature answers false to a bad key
      if (message !== undefined) {
        return { valid: legacy.verifyStringSignature(text(message), { field: r, scalar: s }, key, id) };
      }
      if (id === 'mainnet') {
        return { valid: signer.verify({ r: R, s: S }, { fields: numbers(list, p) }, PublicKey.toValue(parsed), id) };
      }
      const signature = Signature.fromValue({ r: R, s: S });
      return { valid: signature.verify(parsed, fields(list)).toBoolean() };
    },
    async 'proof.verify'({ system, proof, verificationKey, publicInputs = 0, publicOutputs = 0 }) {
      if (!proofSystems.includes(system)) throw unsupported(`o1js ${lib.version} does not verify ${system}`);
      try {
        const form = typeof proof === 'string' ? JSON.parse(proof) : proof;
        const [inputs, outputs] = [form.publicInput.length, form.publicOutput.length];
        if (inputs !== publicInputs || outputs !== publicOutputs) throw invalid('public_input_mismatch'); // o1js itself does not ask
        return { valid: await verify(form, verificationKey) };
      } catch (error) {
        if (error instanceof Verdict) throw error;
        throw invalid('proof_invalid', firstLine(error));
      }
    },
  };

  // parse reads a ciphertext as the encryption example does and leaves the strictness
  // to o1js. What is no ciphertext at all ends in a TypeError of the language.
  function parse(ciphertext, json) {
    const object = ciphertext === undefined ? JSON.parse(text(json)) : ciphertext;
    if (Array.isArray(object?.cipherText) && object.cipherText.length === 0) throw invalid('empty_ciphertext');
    try {
      return parseCiphertext(lib.o1js, object);
    } catch (error) {
      throw error instanceof TypeError ? invalid('malformed_json', error.message) : error;
    }
  }
}
