// The worker of the zkCloudWorker encryption example on real o1js:
//
//   node worker.mjs --nats URL --client B62… --profile zkcw-v1|zkcw-v2
//                   (--proof real | --result TEXT) [--timeout MS] [--backend auto|wasm|native]
//
// It makes its key, asks the app for options and payload, proves (or takes the result
// given), hands over the encrypted result, and prints one JSON object a line:
// key, options, payload, proved, done, result; or failed, with exit code 1.

import { connect, JSONCodec } from 'nats';
import { emit, options, quiet, run } from './cli.mjs';
import { load } from './o1js.mjs';
import { prove } from './statement.mjs';
import { profiles, textCipher } from './text.mjs';

const args = options({
  nats: undefined, client: undefined, profile: undefined, proof: 'none', result: '', timeout: '1000', backend: 'auto',
});
const codec = JSONCodec();

// ask sends one request over a connection of its own, as the example does.
async function ask(request) {
  const connection = await connect({ servers: args.nats });
  try {
    const timeout = Number(args.timeout);
    const message = await connection.request(`zkcw:${args.client}`, codec.encode(request), { timeout });
    return codec.decode(message.data);
  } finally {
    await connection.drain();
  }
}

async function resultFor(lib, payload) {
  if (args.proof !== 'real') return args.result;
  const { proof, verificationKey, verified, milliseconds } = await prove(lib, parseInt(JSON.parse(payload).value));
  emit('proved', { backend: lib.backend, verified, milliseconds, verificationKey });
  return JSON.stringify(proof, null, 2);
}

quiet();
await run(async () => {
  const profile = profiles[args.profile];
  if (!profile) throw Error(`unknown profile ${args.profile}`);
  if (args.proof !== 'real' && args.result === '') throw Error('give --proof real or --result TEXT');
  const lib = await load(profile.version, args.backend);
  const cipher = textCipher(lib, profile.scheme);

  const secret = lib.o1js.PrivateKey.random();
  const key = secret.toPublicKey().toBase58();
  emit('key', { key, o1js: profile.version });

  const first = await ask({ post: 'options', params: { key } });
  emit('options', { command: first.data.command, text: cipher.decrypt(first.data.encrypted, secret.toBase58()) });

  const second = await ask({ post: 'ready', params: { key } });
  const payload = cipher.decrypt(second.data.encrypted, secret.toBase58());
  emit('payload', { command: second.data.command, text: payload });

  const result = cipher.encrypt(await resultFor(lib, payload), args.client);
  const last = await ask({ post: 'done', params: { result } });
  emit('done', { command: last.data.command, status: last.data.status });
  emit('result', { result: JSON.stringify(result) });
});
