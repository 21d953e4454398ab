// Verifies proofs of ZkProgram with o1js: node program.mjs native|wasm. On each line of the input {"proof":…,"verificationKey":…}, as
// Proof.toJSON and compile give them; on each line of the output {"valid":…}, or {"error":"…"} for what o1js does not read.
import { createInterface } from 'node:readline';
import { initializeBindings, setBackend, verify } from 'o1js';

setBackend(process.argv[2]);
await initializeBindings();

for await (const line of createInterface({ input: process.stdin })) {
  const { proof, verificationKey } = JSON.parse(line);
  let answer;
  try {
    answer = { valid: await verify(proof, verificationKey) };
  } catch (error) {
    answer = { error: String(error).split('\n')[0] };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
process.exit(0);
