// The operations of SPEC A.2 on sealed messages and tickets.

import { sealing } from './sealed.mjs';
import * as forms from './sealed-forms.mjs';
import { SealedApp } from './sealed-app.mjs';
import { sealedRange } from './sealed-range.mjs';
import { sealedWorker } from './sealed-worker.mjs';
import { array, choose, decimals, number, numbers, p, q, text } from './values.mjs';
import { badRequest } from './verdicts.mjs';

export function sealedOperations({ o1js }) {
  const { Encoding, Field, PrivateKey, PublicKey, Scalar } = o1js;
  const { transcript, next, seal, open, issue, check } = sealing(o1js);
  const privateKey = (value) => PrivateKey.fromBase58(text(value));
  const publicKey = (value) => PublicKey.fromBase58(text(value));

  function scalars(list, count) {
    if (array(list).length !== count) throw badRequest('the number of ephemeral scalars');
    return numbers(list, q).map((k) => Scalar.from(k));
  }

  function place({ transcript: h, direction, sequence }) {
    if (direction !== '0' && direction !== '1') throw badRequest('direction');
    return { transcript: Field(number(h, p)), direction: BigInt(direction), sequence: number(sequence, 1n << 32n) };
  }

  return {
    'sealed.transcript'({ job, app, worker, identity }) {
      return { transcript: transcript(text(job), publicKey(app), publicKey(worker), publicKey(identity)).toString() };
    },
    'sealed.seal'(input) {
      const [sender, receiver, at] = [privateKey(input.privateKey), publicKey(input.publicKey), place(input)];
      const message = input.fields === undefined ? Encoding.stringToFields(text(input.text)) : numbers(input.fields, p).map(Field);
      const sealed = seal(sender, receiver, at, message, Scalar.from(number(input.ephemeral, q)));
      return { ciphertext: forms.ciphertextJSON(sealed), transcript: next(at.transcript, sealed).toString() };
    },
    'sealed.open'(input) {
      const [receiver, sender, at] = [privateKey(input.privateKey), publicKey(input.publicKey), place(input)];
      const output = choose({ text: (m) => ({ text: Encoding.stringFromFields(m) }), fields: (m) => ({ fields: decimals(m) }) }, input.as);
      const parsed = input.ciphertext === undefined ? forms.parse(text(input.ciphertextJSON)) : input.ciphertext;
      const sealed = forms.ciphertext(o1js, parsed);
      return { ...output(open(receiver, sender, at, sealed)), transcript: next(at.transcript, sealed).toString() };
    },
    'sealed.range'(input) {
      const [key, worker, sender] = [privateKey(input.privateKey), publicKey(input.worker), publicKey(input.publicKey)];
      return sealedRange(o1js, key, { worker, sender, place: place(input), ciphertext: forms.ciphertext(o1js, input.ciphertext) });
    },
    'sealed.app'({ privateKey: secret, job, identity, launcher, now, options, payload, status, ephemerals, requests }) {
      if ((identity === undefined) === (launcher === undefined)) throw badRequest('identity or launcher');
      publicKey(identity ?? launcher);
      const seconds = Number(number(now, 1n << 53n));
      const app = new SealedApp(o1js, {
        secret: privateKey(secret), job: forms.job(text(job)), identity, launcher, now: () => seconds,
        options: text(options), payload: text(payload), status: text(status), ephemerals: scalars(ephemerals, 3),
      });
      const replies = array(requests).map((request) => app.answer(text(request)).reply);
      return { replies, ...(app.state === 'completed' && { result: app.result }) };
    },
    'sealed.worker'({ privateKey: secret, identityKey, app, job, ticket, result, ephemerals, replies }) {
      publicKey(app);
      const worker = sealedWorker(o1js, {
        secret: privateKey(secret), identity: privateKey(identityKey), app, job: forms.job(text(job)),
        ticket: ticket === undefined ? undefined : forms.ticket(forms.parse(text(ticket))), ephemerals: scalars(ephemerals, 2),
      });
      return converse(worker, text(result), array(replies).map(text));
    },
    'ticket.sign'({ privateKey: launcher, job, app, worker, notAfter }) {
      const ticket = { job: text(job), app: text(app), worker: text(worker), notAfter: Number(number(notAfter, 1n << 53n)) };
      return { ticket: JSON.stringify(issue(privateKey(launcher), ticket)) };
    },
    'ticket.verify'({ ticket, launcher, job, app, worker, now }) {
      [launcher, app, worker].forEach(publicKey);
      check(forms.ticket(forms.parse(text(ticket))), { launcher, job: text(job), app, worker, now: Number(number(now, 1n << 53n)) });
      return { valid: true };
    },
  };
}

// converse runs a worker until it ends or no reply is left.
function converse(worker, result, replies) {
  const out = { requests: [] };
  let next = worker.next();
  while (!next.done) {
    const { request, ...texts } = next.value;
    if (request === undefined) {
      Object.assign(out, texts);
      next = worker.next(result);
      continue;
    }
    out.requests.push(request);
    if (out.requests.length > replies.length) break;
    next = worker.next(replies[out.requests.length - 1]);
  }
  if ('options' in out && !('payload' in out)) delete out.options; // it is given with the payload
  if (next.done) out.status = next.value;
  return out;
}
