// Verification of a proof by o1js: in this process, and in one that has to load first.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (name) => JSON.parse(readFileSync(new URL(`../proof/${name}`, import.meta.url), 'utf8'));

export function proofs({ verify }, backend) {
  const warm = () => {
    const [proof, key] = [read('proof.json'), read('vk.json')];
    let valid;
    const step = async () => {
      valid = await verify(proof, key);
    };
    return { asynchronous: true, step, digest: () => String(valid) };
  };
  // o1js verifies one proof after the other: a batch is what it does with one.
  const works = { VerifyProof: warm, VerifyProofBatch: warm };
  if (backend !== 'native') return works; // the wasm backend would take minutes
  const script = fileURLToPath(new URL('./cold.mjs', import.meta.url));
  return {
    ...works,
    VerifyProofCold() {
      let valid;
      const step = () => {
        const { stdout, stderr } = spawnSync(process.execPath, [script, backend], { encoding: 'utf8' });
        valid = stdout.trim();
        if (valid !== 'true') throw Error(stderr);
      };
      return { step, digest: () => valid };
    },
  };
}
