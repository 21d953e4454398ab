// mina-signer, whose functions take keys and signatures as base58 texts.

import { readFileSync } from 'node:fs';

import Client from 'mina-signer';

export async function start() {
  const client = new Client({ network: 'testnet' });
  const { version } = JSON.parse(readFileSync(new URL('./node_modules/mina-signer/package.json', import.meta.url)));
  const works = {
    Sign({ a, b, key }) {
      let signed;
      return { step: () => (signed = client.signFields([a, b], key)), digest: () => signed.signature };
    },
    Verify({ a, b, address, signature }) {
      const signed = { data: [a, b], publicKey: address, signature };
      let valid;
      return { step: () => (valid = client.verifyFields(signed)), digest: () => String(valid) };
    },
  };
  return { versions: [`mina-signer ${version}`], works };
}
