// Checks the committed proofs: the changes follow from them, and o1js verifies them, and refuses another public input.
// It verifies one proof in three of plain Kimchi, whose codecs o1js has in its slow backend alone, and all of them with --all.
import { readFileSync, readdirSync } from 'node:fs';
import * as o1js from 'o1js';
import { fileOf } from './files.mjs';

const all = process.argv.includes('--all');
const area = process.argv[2];
const directory = new URL(`../../${area}/`, import.meta.url);

o1js.setBackend(area === 'kimchi' ? 'wasm' : 'native');
await o1js.initializeBindings();
const { Field, Experimental, verify } = o1js;

/** verifiers return whether o1js accepts a proof. */
const verifiers = {
  async kimchi({ proof, verificationKey }) {
    const key = Experimental.KimchiVerificationKey.fromString(verificationKey);
    return Experimental.KimchiProof.fromJSON(proof).verify(key);
  },
  pickles: ({ proof, verificationKey }) => verify(proof, verificationKey),
};

if (area === 'kimchi') {
  // The reference string comes into being with a first circuit.
  const main = (z, x) => x.mul(x).assertEquals(z);
  await Experimental.ZkFunction({ name: 'first', publicInputType: Field, privateInputTypes: [Field], main }).compile();
}

let [read, verified, failed] = [0, 0, 0];
for (const name of readdirSync(directory).sort()) {
  const text = readFileSync(new URL(name, directory), 'utf8');
  const file = JSON.parse(text);
  const fail = (why) => {
    failed++;
    console.error(`${file.name}: ${why}`);
  };
  if (fileOf(file.name, file) !== text) fail('the changes are others');
  read++;
  if (!all && area === 'kimchi' && read % 3 !== 1) continue;
  verified++;
  if (!(await verifiers[area](file))) fail('o1js does not verify the proof');
  const inputs = file.proof.publicInputFields ?? file.proof.publicInput;
  if (inputs.length === 0) continue;
  inputs[0] = String(BigInt(inputs[0]) + 1n);
  if (await verifiers[area](file)) fail('o1js verifies the proof for another public input');
}
console.log(`${area}: ${read} files follow from their proofs, ${verified} proofs verified by o1js`);
process.exit(failed > 0 ? 1 : 0);
