// Verifies the proof of bench/peers/proof once with a backend of o1js, from the start of
// the process:
//
//     node cold.mjs native

import { start } from './o1js.mjs';

const { works } = await start(process.argv[2]);
const task = works.VerifyProof();
await task.step();
process.stdout.write(`${task.digest()}\n`, () => process.exit(0)); // worker threads would keep it alive
