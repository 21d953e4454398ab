// The scheme sealed-v1, its transcripts and its tickets (SPEC 6.6, 8.7, 8.8), written from SPEC.md with the primitives
// of o1js: Poseidon.Sponge, Poseidon.hashWithPrefix, Group, Signature.create.
//
// sealing(o1js) returns them for a loaded release. Keys are o1js's PrivateKey and PublicKey, elements are Field. A refusal is
// an Error with a stable code.

import { refusal } from './refusal.mjs';

const domain = 'minaseal-seal-v1';
const jobPattern = /^[\x21-\x7e]{1,64}$/;

export function sealing({ Encoding, Field, Group, Poseidon, PublicKey, Scalar, Signature }) {
  const odd = (y) => Field(y.toBigInt() & 1n);
  const halves = (key) => {
    const { x, y } = key.toGroup();
    return [x, odd(y)];
  };
  const text = (string) => Field(BigInt('0x' + Buffer.from(string, 'latin1').reverse().toString('hex')));

  function jobField(job) {
    if (typeof job !== 'string' || !jobPattern.test(job)) throw refusal('malformed_json', 'not a job');
    return Poseidon.hashWithPrefix('minaseal-job', Encoding.stringToFields(job));
  }

  const transcript = (job, app, worker, identity) =>
    Poseidon.hashWithPrefix('minaseal-sealed-v1', [jobField(job), ...halves(app), ...halves(worker), ...halves(identity)]);

  const next = (h, ciphertext) => Poseidon.hash([h, ciphertext.cipherText.at(-1)]);

  function header({ transcript: h, direction, sequence }, n, points) {
    const sponge = new Poseidon.Sponge();
    [text(domain), h, Field(direction), Field(sequence), Field(n)].forEach((x) => sponge.absorb(x));
    for (const { x, y } of points) {
      sponge.absorb(x);
      sponge.absorb(odd(y));
    }
    return sponge;
  }

  /** seal returns {publicKey, cipherText}; the ephemeral scalar is drawn unless a test gives one. */
  function seal(sender, receiver, place, message, ephemeral = Scalar.random()) {
    if (message.length === 0) throw refusal('empty_ciphertext', 'no field');
    if (ephemeral.toBigInt() === 0n) throw refusal('scalar_zero', 'ephemeral scalar');
    const publicKey = Group.generator.scale(ephemeral);
    const other = receiver.toGroup();
    const sponge = header(place, message.length, [publicKey, other.scale(ephemeral), other.scale(sender.s)]);
    const cipherText = message.map((m) => {
      const c = m.add(sponge.squeeze());
      sponge.absorb(c);
      return c;
    });
    cipherText.push(sponge.squeeze());
    return { publicKey, cipherText };
  }

  /** open returns the message; it does not change the ciphertext. */
  function open(receiver, sender, place, { publicKey, cipherText }) {
    const masked = cipherText.slice(0, -1);
    const points = [publicKey, publicKey.scale(receiver.s), sender.toGroup().scale(receiver.s)];
    const sponge = header(place, masked.length, points);
    const message = masked.map((c) => {
      const m = c.sub(sponge.squeeze());
      sponge.absorb(c);
      return m;
    });
    if (sponge.squeeze().toBigInt() !== cipherText.at(-1).toBigInt()) throw refusal('tag_mismatch', 'the tag does not match');
    return message;
  }

  const ticketField = ({ job, app, worker, notAfter }) =>
    Poseidon.hashWithPrefix('minaseal-ticket', [
      jobField(job), ...halves(PublicKey.fromBase58(app)), ...halves(PublicKey.fromBase58(worker)), Field(notAfter),
    ]);

  /** issue returns a ticket as an object whose JSON is the ticket's. */
  function issue(launcher, { job, app, worker, notAfter }) {
    const signature = Signature.create(launcher, [ticketField({ job, app, worker, notAfter })]).toBase58();
    return { job, app, worker, notAfter, launcher: launcher.toPublicKey().toBase58(), signature };
  }

  /** check throws unless the ticket (an object of the right form) holds. */
  function check(ticket, { launcher, job, app, worker, now }) {
    [ticket.app, ticket.worker, ticket.launcher].forEach((key) => PublicKey.fromBase58(key));
    const signature = Signature.fromBase58(ticket.signature);
    const same = ticket.launcher === launcher && ticket.job === job && ticket.app === app && ticket.worker === worker;
    if (!same) throw refusal('worker_unauthenticated', 'a ticket for something else');
    if (!signature.verify(PublicKey.fromBase58(launcher), [ticketField(ticket)]).toBoolean()) {
      throw refusal('worker_unauthenticated', 'not the launcher\'s signature');
    }
    if (now > ticket.notAfter) throw refusal('ticket_expired', 'expired');
  }

  /** hello and checkHello are the signature of the options request, made and verified. */
  const hello = (identity, h) => Signature.create(identity, [h]).toBase58();
  function checkHello(identity, h, signature) {
    if (!Signature.fromBase58(signature).verify(identity, [h]).toBoolean()) {
      throw refusal('worker_unauthenticated', 'not the identity\'s signature');
    }
  }

  return { transcript, next, seal, open, issue, check, hello, checkHello };
}
