// The worker of sealed-v1 (SPEC 8.10), without a transport.

import { refusal } from './refusal.mjs';
import { sealing } from './sealed.mjs';
import { ciphertext, ciphertextJSON } from './sealed-forms.mjs';
import {
  Assembly, bodyRequest, cut, isPart, isPointer, maxMessage, optionsRequest, pointer, reply,
} from './sealed-messages.mjs';
import { fieldsOf, textOf } from './sealed-text.mjs';

/**
 * sealedWorker runs a worker as a generator. It yields {request} and is given the reply's text; it yields {options},
 * {payload} and is given the result's text for the latter; it returns the status. What ends the run throws an Error with a
 * code.
 *
 * @param o1js a loaded release
 * @param config {secret: the worker key, identity: PrivateKey, app: text, job, ticket: object, limit, ephemerals: Scalars of
 *   the ready and the done request, for known answers alone}
 */
export function* sealedWorker(o1js, { secret, identity, app, job, ticket, limit = maxMessage, ephemerals }) {
  const crypto = sealing(o1js);
  const appKey = o1js.PublicKey.fromBase58(app);
  const [key, who] = [secret.toPublicKey(), identity.toPublicKey()];
  let h = crypto.transcript(job, appKey, key, who);

  function seal(sequence, text) {
    const place = { transcript: h, direction: 0n, sequence: BigInt(sequence) };
    const sealed = crypto.seal(secret, appKey, place, fieldsOf(o1js, text), ephemerals?.[sequence / 2 - 1]);
    h = crypto.next(h, sealed);
    return ciphertextJSON(sealed);
  }

  function open({ body, seq }) {
    const sealed = ciphertext(o1js, body);
    const fields = crypto.open(secret, appKey, { transcript: h, direction: 1n, sequence: BigInt(seq) }, sealed);
    h = crypto.next(h, sealed);
    return textOf(o1js, fields);
  }

  function* ask(request) {
    const message = reply(yield { request });
    if (message.error !== undefined) throw refusal('peer_refused', message.error);
    if (message.job !== job) throw refusal('unknown_job');
    return message;
  }

  // exchange sends a request, in parts if it has to be, and returns the reply with this seq, put together.
  function* exchange(text, seq) {
    const messages = cut(text, job, seq - 1, limit);
    for (const [part, message] of messages.slice(0, -1).entries()) {
      const answer = yield* ask(message);
      if (!isPointer(answer) || answer.seq !== seq - 1 || answer.part !== part) throw refusal('out_of_order', 'not the pointer awaited');
    }
    let answer = yield* ask(messages.at(-1));
    const parts = new Assembly();
    for (let awaited = 0; isPart(answer); awaited++) {
      if (answer.seq !== seq || answer.part !== awaited) throw refusal('out_of_order', 'not the part awaited');
      const whole = parts.add(answer);
      answer = whole === undefined ? yield* ask(pointer(job, seq, awaited + 1)) : wholeReply(whole, seq);
    }
    if (answer.seq !== seq || answer.body === undefined) throw refusal('out_of_order', 'not the reply awaited');
    return open(answer);
  }

  function wholeReply(text, seq) {
    const message = Assembly.joined(text, reply);
    if (message.body === undefined || message.seq !== seq) throw refusal('malformed_json', 'the parts are not the reply of their seq');
    if (message.job !== job) throw refusal('unknown_job');
    return message;
  }

  const hello = { key: key.toBase58(), identity: who.toBase58(), ...(ticket && { ticket }), signature: crypto.hello(identity, h) };
  yield { options: yield* exchange(optionsRequest(job, hello), 1) };
  const payload = yield* exchange(bodyRequest('ready', job, 2, seal(2, '')), 3);
  const result = yield { payload };
  return yield* exchange(bodyRequest('done', job, 4, seal(4, result)), 5);
}
