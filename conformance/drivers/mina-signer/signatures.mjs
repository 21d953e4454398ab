// Operations on keys and signatures: those of the public Client where it has them.

import { number, numbers, p, pointJSON, q, text } from '../o1js/values.mjs';
import { badRequest } from '../o1js/verdicts.mjs';

export async function signatures(Client, inside) {
  const { PrivateKey, PublicKey } = await inside('mina-signer/src/curve-bigint.js');
  const { Signature, sign, verify } = await inside('mina-signer/src/signature.js');
  const client = (network) => new Client({ network: text(network) });
  const signature = ({ r, s }) => ({ r: r.toString(), s: s.toString(), base58: Signature.toBase58({ r, s }) });

  return {
    'publicKey.decode'({ base58 }) {
      const key = PublicKey.fromBase58(text(base58));
      return { ...pointJSON(PublicKey.toGroup(key)), isOdd: key.isOdd };
    },
    'publicKey.encode'({ x, isOdd }) {
      if (typeof isOdd !== 'boolean') throw badRequest('isOdd is missing');
      return { base58: PublicKey.toBase58({ x: number(x, p), isOdd }) };
    },
    'privateKey.decode'({ base58 }) {
      const scalar = PrivateKey.fromBase58(text(base58)).toString();
      return { scalar, publicKey: client('mainnet').derivePublicKey(base58) };
    },
    'privateKey.encode'({ scalar }) {
      return { base58: PrivateKey.toBase58(number(scalar, q)) };
    },
    // Client signs and verifies fields for the test networks, whatever its network is:
    // for mainnet, the functions below it are called.
    'schnorr.sign'({ privateKey, fields, message, network }) {
      const key = text(privateKey);
      if (message !== undefined) {
        const { field, scalar } = client(network).signMessage(text(message), key).signature;
        return signature({ r: BigInt(field), s: BigInt(scalar) });
      }
      const list = numbers(fields, p);
      if (network === 'mainnet') return signature(sign({ fields: list }, PrivateKey.fromBase58(key), network));
      return signature(Signature.fromBase58(client(network).signFields(list, key).signature));
    },
    'schnorr.verify'({ publicKey, fields, message, network, r, s }) {
      const key = text(publicKey);
      const parsed = PublicKey.fromBase58(key); // verifyMessage answers false to a bad key
      const [R, S] = [number(r, p), number(s, q)];
      if (message !== undefined) {
        const data = text(message);
        return { valid: client(network).verifyMessage({ data, publicKey: key, signature: { field: r, scalar: s } }) };
      }
      const data = numbers(fields, p);
      if (network === 'mainnet') return { valid: verify({ r: R, s: S }, { fields: data }, parsed, network) };
      const base58 = Signature.toBase58({ r: R, s: S });
      return { valid: client(network).verifyFields({ data, publicKey: key, signature: base58 }) };
    },
  };
}
