// The app of a handshake on real o1js:
//
//   node app.mjs --nats URL --profile zkcw-v1|zkcw-v2 [--options JSON] [--payload JSON]
//                [--status JSON] [--backend auto|wasm|native]
//   node app.mjs --nats URL --profile sealed-v1 --job NAME (--identity B62… | --launcher B62…)
//                [--timeout MS] [--o1js 2.15.0] [the others]
//
// It makes a key pair, answers the worker's requests, and prints one JSON object a line:
// address (once it listens), options, ready, done, and the decrypted result; refused for
// a request that it refuses. It ends after done with exit code 0.

import { options, quiet, run } from './cli.mjs';
import { runSealedApp } from './sealed-nats.mjs';
import { profiles } from './text.mjs';
import { zkcwApp } from './zkcw-app.mjs';

const args = options({
  nats: undefined, profile: undefined,
  options: '{"note":"from the app"}', payload: '{"value":"77"}', status: '{"success":true}', backend: 'auto',
  job: '', identity: '', launcher: '', timeout: '10000', o1js: '2.15.0',
});

quiet();
await run(() => {
  if (args.profile === 'sealed-v1') return runSealedApp(args);
  if (!profiles[args.profile]) throw Error(`unknown profile ${args.profile}`);
  return zkcwApp(args);
});
