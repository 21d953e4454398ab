// The statement sealed-range for a message of sealed-v1 (SPEC 11.5): its public input and its relation, without a proof.

import { refusal } from './refusal.mjs';
import { sealing } from './sealed.mjs';
import { textOf } from './sealed-text.mjs';

const scheme = 3n; // the number of sealed-v1
const bound = 100;
const payload = /^\{"value":"(0|[1-9][0-9]{0,2})"\}( *)$/;

/** sealedRange returns the public input and the value, or throws. */
export function sealedRange(o1js, key, { worker, sender, place, ciphertext }) {
  if (key.toPublicKey().toBase58() !== worker.toBase58()) throw refusal('statement_unsatisfied', 'not the worker\'s key');
  const value = read(o1js, sealing(o1js).open(key, sender, place, ciphertext));
  const points = [worker.toGroup(), sender.toGroup()].flatMap(({ x, y }) => [x, y]);
  const { publicKey: r, cipherText } = ciphertext;
  const input = [scheme, ...points, place.transcript, place.direction, place.sequence, r.x, r.y, ...cipherText];
  return { publicInput: input.map(String), value: String(value) };
}

/** read returns the value of a payload, which ends with its element. */
function read(o1js, message) {
  let text;
  try {
    text = textOf(o1js, message);
  } catch {
    throw refusal('malformed_json', 'not a payload');
  }
  const found = payload.exec(text);
  const length = message.length === 1 ? found?.[0].trimEnd().length : 31 * message.length - 1;
  if (!found || text.length !== length) throw refusal('malformed_json', 'not a payload');
  if (Number(found[1]) > bound) throw refusal('value_out_of_range', 'greater than 100');
  return Number(found[1]);
}
