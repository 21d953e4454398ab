// The app of sealed-v1 (SPEC 8.9), without a transport: a request's text in, a reply's text out.

import { refusal } from './refusal.mjs';
import { sealing } from './sealed.mjs';
import { ciphertext, ciphertextJSON } from './sealed-forms.mjs';
import {
  Assembly, bodyReply, cut, isPart, isPointer, maxMessage, pointer, refusalReply, request,
} from './sealed-messages.mjs';
import { fieldsOf, textOf } from './sealed-text.mjs';
import { verdict } from './verdicts.mjs';

export class SealedApp {
  state = 'listening';
  result; // the worker's, once completed
  #crypto;
  #o1js;
  #config;
  #h; // the transcript of the next sealed message
  #worker; // PublicKey, once bound
  #last; // { request, seq, messages, sent }: the last full answer
  #incoming = new Assembly();

  /**
   * @param o1js a loaded release
   * @param config {secret, job, options, payload, status, identity or launcher (texts of public keys), now: () => seconds,
   *   limit, ephemerals: Scalars of the three replies, for known answers alone}
   */
  constructor(o1js, config) {
    this.#o1js = o1js;
    this.#crypto = sealing(o1js);
    this.#config = { limit: maxMessage, ...config };
  }

  /** answer returns {event, reply, code}: the reply's text and, of a refusal, its code. */
  answer(text) {
    if (this.#last?.request === text) return { event: 'repeated', reply: this.#last.messages[0] };
    try {
      return this.#take(text, request(text));
    } catch (error) {
      const { code } = verdict(error);
      return { event: 'refused', reply: refusalReply(this.#config.job, code), code };
    }
  }

  /** pending says whether the worker has still to fetch parts of the last reply. */
  get pending() {
    return this.#last !== undefined && this.#last.sent < this.#last.messages.length - 1;
  }

  #take(text, message) {
    if (message.job !== this.#config.job) throw refusal('unknown_job');
    if (isPart(message)) return this.#part(text, message);
    if (isPointer(message)) return this.#fetch(message);
    if (message.type === 'options') return this.#options(text, message);
    if (message.type === 'ready') return this.#ready(text, message);
    return this.#done(text, message);
  }

  #options(text, { key, identity, signature, ticket }) {
    if (this.#worker && this.#worker.toBase58() !== key) throw refusal('second_worker');
    this.#expect('listening');
    const { PublicKey, Signature } = this.#o1js;
    const { job, secret, launcher, identity: pinned, now } = this.#config;
    const [worker, who] = [PublicKey.fromBase58(key), PublicKey.fromBase58(identity)];
    Signature.fromBase58(signature);
    const app = secret.toPublicKey();
    if (pinned !== undefined) {
      if (identity !== pinned) throw refusal('worker_unauthenticated', 'another identity');
    } else {
      if (ticket === undefined) throw refusal('worker_unauthenticated', 'no ticket');
      this.#crypto.check(ticket, { launcher, job, app: app.toBase58(), worker: identity, now: now() });
    }
    const h = this.#crypto.transcript(job, app, worker, who);
    this.#crypto.checkHello(who, h, signature);
    const reply = this.#reply(text, worker, h, 1, this.#config.options);
    [this.#worker, this.state] = [worker, 'options-sent'];
    return { event: 'options', reply };
  }

  #ready(text, { body }) {
    this.#expect('options-sent');
    const { plain, h } = this.#open(body, 2);
    if (plain !== '') throw refusal('malformed_json', 'a ready request with a text');
    const reply = this.#reply(text, this.#worker, h, 3, this.#config.payload);
    this.state = 'payload-sent';
    return { event: 'ready', reply };
  }

  #done(text, { body }) {
    this.#expect('payload-sent');
    const { plain, h } = this.#open(body, 4);
    const reply = this.#reply(text, this.#worker, h, 5, this.#config.status);
    [this.result, this.state] = [plain, 'completed'];
    return { event: 'done', reply };
  }

  #part(text, part) {
    this.#expect('payload-sent');
    if (part.seq !== 4) throw refusal('out_of_order');
    const whole = this.#incoming.add(part);
    if (whole === undefined) return { event: 'part', reply: pointer(this.#config.job, part.seq, part.part) };
    const message = Assembly.joined(whole, request);
    if (message.type !== 'done' || message.job !== this.#config.job) throw refusal('malformed_json', 'not a done request');
    return this.#done(text, message);
  }

  #fetch({ seq, part }) {
    const last = this.#last;
    if (!last || seq !== last.seq || last.messages.length === 1 || part >= last.messages.length) throw refusal('out_of_order');
    last.sent = Math.max(last.sent, part);
    return { event: 'fetch', reply: last.messages[part] };
  }

  #expect(state) {
    if (this.state !== state) throw refusal('out_of_order');
  }

  #open(body, sequence) {
    const sealed = ciphertext(this.#o1js, body);
    const place = { transcript: this.#h, direction: 0n, sequence: BigInt(sequence) };
    const fields = this.#crypto.open(this.#config.secret, this.#worker, place, sealed);
    return { plain: textOf(this.#o1js, fields), h: this.#crypto.next(this.#h, sealed) };
  }

  // reply seals a text, and keeps the answer: it is made once.
  #reply(text, worker, h, seq, plain) {
    const { secret, job, limit, ephemerals } = this.#config;
    const place = { transcript: h, direction: 1n, sequence: BigInt(seq) };
    const sealed = this.#crypto.seal(secret, worker, place, fieldsOf(this.#o1js, plain), ephemerals?.[(seq - 1) / 2]);
    const messages = cut(bodyReply(job, seq, ciphertextJSON(sealed)), job, seq, limit);
    this.#h = this.#crypto.next(h, sealed);
    this.#last = { request: text, seq, messages, sent: 0 };
    return messages[0];
  }
}
