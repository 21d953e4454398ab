// App and worker of sealed-v1 over NATS (SPEC 9).

import { readFileSync } from 'node:fs';
import { connect, StringCodec } from 'nats';
import { emit } from './cli.mjs';
import { load } from './o1js.mjs';
import { refusal } from './refusal.mjs';
import { SealedApp } from './sealed-app.mjs';
import { parse, ticket as readTicket } from './sealed-forms.mjs';
import { maxMessage } from './sealed-messages.mjs';
import { sealedWorker } from './sealed-worker.mjs';
import { resultFor } from './statement.mjs';
import { verdict } from './verdicts.mjs';

const codec = StringCodec();
const leastLimit = 4096; // [NAT-19]
const subject = (address) => `minaseal.v1.${address}`;

function limitOf(connection) {
  const limit = connection.info.max_payload;
  if (limit < leastLimit) throw refusal('wrong_length', 'the limit of the server is too small');
  return Math.min(limit, maxMessage);
}

/** runSealedApp serves one worker, to the last part of its last reply. */
export async function runSealedApp(args) {
  if (args.job === '' || (args.identity === '') === (args.launcher === '')) throw Error('give --job, and --identity or --launcher');
  const lib = await load(args.o1js, args.backend);
  const secret = lib.o1js.PrivateKey.random();
  const connection = await connect({ servers: args.nats });
  const app = new SealedApp(lib.o1js, {
    secret, job: args.job, options: args.options, payload: args.payload, status: args.status,
    ...(args.identity ? { identity: args.identity } : { launcher: args.launcher }),
    now: () => Math.floor(Date.now() / 1000), limit: limitOf(connection),
  });
  const address = secret.toPublicKey().toBase58();
  const subscription = connection.subscribe(subject(address));
  await connection.flush();
  emit('address', { address, o1js: lib.version });
  let patience;
  for await (const message of subscription) {
    if (!message.reply) continue; // [NAT-6]
    clearTimeout(patience);
    const before = app.state;
    const { event, reply, code } = app.answer(codec.decode(message.data));
    message.respond(codec.encode(reply));
    if (code) emit('refused', { code });
    else if (app.state !== before) emit(event);
    if (app.state !== 'completed') continue;
    if (before !== 'completed') emit('result', { text: app.result });
    if (!app.pending) break;
    patience = setTimeout(() => subscription.unsubscribe(), Number(args.timeout)); // [NAT-20]
  }
  await connection.drain();
}

/** runSealedWorker takes the job of the app at args.client. */
export async function runSealedWorker(args) {
  const lib = await load(args.o1js, args.backend);
  const { PrivateKey } = lib.o1js;
  const ticket = args.ticket === '' ? undefined : readTicket(parse(readFileSync(args.ticket, 'utf8').trim()));
  if (args['identity-key'] === '' || (args.job === '' && !ticket)) throw Error('give --identity-key, and --job or --ticket');
  const identity = PrivateKey.fromBase58(readFileSync(args['identity-key'], 'utf8').trim());
  const secret = PrivateKey.random();
  emit('key', { key: secret.toPublicKey().toBase58(), o1js: lib.version });
  const connection = await connect({ servers: args.nats });
  try {
    const worker = sealedWorker(lib.o1js, {
      secret, identity, app: args.client, job: args.job || ticket.job, ticket, limit: limitOf(connection),
    });
    await converse(connection, lib, args, worker);
  } catch (error) {
    throw refusal(codeOf(error), error.message);
  } finally {
    await connection.drain();
  }
}

// codeOf names what ended a run: NATS has codes of its own.
const codeOf = (error) => ({ 503: 'no_responder', TIMEOUT: 'timeout' })[error.code] ?? error.code ?? verdict(error).code;

async function converse(connection, lib, args, worker) {
  for (let next = worker.next(); ; ) {
    if (next.done) return emit('done', { status: next.value });
    const { request, options, payload } = next.value;
    if (request !== undefined) {
      const reply = await connection.request(subject(args.client), codec.encode(request), { timeout: Number(args.timeout) });
      next = worker.next(codec.decode(reply.data));
    } else if (payload !== undefined) {
      emit('payload', { text: payload });
      next = worker.next(await resultFor(lib, args, payload));
    } else {
      emit('options', { text: options });
      next = worker.next();
    }
  }
}
