// The worker of the zkCloudWorker encryption example on o1js (SPEC 8.4): a connection of its own for each request.

import { connect, JSONCodec } from 'nats';
import { emit } from './cli.mjs';
import { load } from './o1js.mjs';
import { resultFor } from './statement.mjs';
import { profiles, textCipher } from './text.mjs';

const codec = JSONCodec();

// ask sends one request over a connection of its own, as the example does.
async function ask(args, request) {
  const connection = await connect({ servers: args.nats });
  try {
    const timeout = Number(args.timeout);
    const message = await connection.request(`zkcw:${args.client}`, codec.encode(request), { timeout });
    return codec.decode(message.data);
  } finally {
    await connection.drain();
  }
}

/** zkcwWorker takes the job of the app at args.client. */
export async function zkcwWorker(args) {
  const profile = profiles[args.profile];
  const lib = await load(profile.version, args.backend);
  const cipher = textCipher(lib, profile.scheme);

  const secret = lib.o1js.PrivateKey.random();
  const key = secret.toPublicKey().toBase58();
  emit('key', { key, o1js: profile.version });

  const first = await ask(args, { post: 'options', params: { key } });
  emit('options', { command: first.data.command, text: cipher.decrypt(first.data.encrypted, secret.toBase58()) });

  const second = await ask(args, { post: 'ready', params: { key } });
  const payload = cipher.decrypt(second.data.encrypted, secret.toBase58());
  emit('payload', { command: second.data.command, text: payload });

  const result = cipher.encrypt(await resultFor(lib, args, payload), args.client);
  const last = await ask(args, { post: 'done', params: { result } });
  emit('done', { command: last.data.command, status: last.data.status });
  emit('result', { result: JSON.stringify(result) });
}
