// The worker of a handshake on real o1js:
//
//   node worker.mjs --nats URL --client B62… --profile zkcw-v1|zkcw-v2
//                   (--proof real | --result TEXT) [--timeout MS] [--backend auto|wasm|native]
//   node worker.mjs --nats URL --client B62… --profile sealed-v1 --identity-key FILE
//                   (--job NAME | --ticket FILE) [--o1js 2.15.0] [the others]
//
// It makes its key, asks the app for options and payload, proves (or takes the result
// given), hands over the encrypted result, and prints one JSON object a line:
// key, options, payload, proved, done, result; or failed, with exit code 1.

import { options, quiet, run } from './cli.mjs';
import { runSealedWorker } from './sealed-nats.mjs';
import { profiles } from './text.mjs';
import { zkcwWorker } from './zkcw-worker.mjs';

const args = options({
  nats: undefined, client: undefined, profile: undefined, proof: 'none', result: '', timeout: '', backend: 'auto',
  job: '', 'identity-key': '', ticket: '', o1js: '2.15.0',
});
args.timeout ||= args.profile === 'sealed-v1' ? '10000' : '1000'; // [NAT-21], [NAT-9]

quiet();
await run(() => {
  if (args.proof !== 'real' && args.result === '') throw Error('give --proof real or --result TEXT');
  if (args.profile === 'sealed-v1') return runSealedWorker(args);
  if (!profiles[args.profile]) throw Error(`unknown profile ${args.profile}`);
  return zkcwWorker(args);
});
