// Verifies proofs of plain Kimchi with o1js: on each line of the input {"proof":…,"verificationKey":"…"}, as KimchiProof.toJSON and
// KimchiVerificationKey.toString write them; on each line of the output {"valid":…}, or {"error":"…"} for what o1js does not read.
// The codecs exist in the wasm backend alone.
import { createInterface } from 'node:readline';
import { Experimental, Field, initializeBindings, setBackend } from 'o1js';

setBackend('wasm');
await initializeBindings();
const { KimchiProof, KimchiVerificationKey, ZkFunction } = Experimental;

// The reference string comes into being with a first circuit.
const main = (z, x) => x.mul(x).assertEquals(z);
await ZkFunction({ name: 'first', publicInputType: Field, privateInputTypes: [Field], main }).compile();

for await (const line of createInterface({ input: process.stdin })) {
  const { proof, verificationKey } = JSON.parse(line);
  let answer;
  try {
    answer = { valid: await KimchiProof.fromJSON(proof).verify(KimchiVerificationKey.fromString(verificationKey)) };
  } catch (error) {
    answer = { error: String(error).split('\n')[0] };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
process.exit(0);
