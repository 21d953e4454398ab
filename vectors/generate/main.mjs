// Writes all vectors. Usage: node main.mjs --out <directory>
import { parseArgs } from 'node:util';
import { openPeers } from './lib/peers.mjs';

const areas = ['field', 'curve', 'poseidon', 'sponge', 'encoding', 'keys', 'schnorr', 'elgamal', 'tampered', 'ciphertext', 'sealed', 'chains'];

const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string', multiple: true } } });
if (!values.out) throw new Error('usage: node main.mjs --out <directory> [--only <area>]...');

const peers = openPeers();
try {
  let total = 0;
  for (const area of areas.filter((name) => !values.only || values.only.includes(name))) {
    const { build } = await import(`./areas/${area}.mjs`);
    for (const suite of await build(peers)) {
      const { name, valid, invalid, acceptable, bytes } = suite.write(values.out);
      total += valid + invalid + acceptable;
      console.log(`${name.padEnd(32)} valid ${valid}  invalid ${invalid}  acceptable ${acceptable}  ${bytes} bytes`);
    }
  }
  console.log(`${total} cases`);
} finally {
  peers.close();
}
