// The app of the zkCloudWorker encryption example on o1js (SPEC 8.3). A request that fails is printed as refused and gets no
// reply, as in the example.

import { connect, JSONCodec } from 'nats';
import { emit, firstLine } from './cli.mjs';
import { load } from './o1js.mjs';
import { profiles, textCipher } from './text.mjs';

const codec = JSONCodec();
const drainDelay = 1000; // milliseconds the example leaves for messages in flight

// replies maps a post to the data of its reply. Values go through JSON.stringify as
// the example's callbacks' values do.
function replies(args, cipher, secret) {
  const sealed = (command, json) => ({ key = '' }) => {
    return { command, encrypted: cipher.encrypt(JSON.stringify(JSON.parse(json)), key) };
  };
  return {
    options: sealed('options', args.options),
    ready: sealed('execute', args.payload),
    done({ result = '' }) {
      emit('result', { text: cipher.decrypt(result, secret.toBase58()) });
      return { command: 'close', status: JSON.stringify(JSON.parse(args.status)) };
    },
  };
}

/** zkcwApp answers the three requests of one worker. */
export async function zkcwApp(args) {
  const profile = profiles[args.profile];
  const lib = await load(profile.version, args.backend);
  const secret = lib.o1js.PrivateKey.random();
  const address = secret.toPublicKey().toBase58();
  const answers = replies(args, textCipher(lib, profile.scheme), secret);

  const connection = await connect({ servers: args.nats });
  const subscription = connection.subscribe(`zkcw:${address}`);
  await connection.flush();
  // A second done, which the example answers too, must not drain what is drained already.
  let draining;
  emit('address', { address, o1js: profile.version });

  for await (const message of subscription) {
    try {
      const { post, params } = codec.decode(message.data);
      if (!Object.hasOwn(answers, post)) throw Error('unknown post');
      const data = answers[post](params);
      message.respond(codec.encode({ success: true, data, error: undefined }));
      emit(post, { command: data.command });
      if (post === 'done') draining ??= setTimeout(() => connection.drain(), drainDelay);
    } catch (error) {
      emit('refused', { message: firstLine(error) });
    }
  }
}
