// The statement sealed-range for messages of sealed-v1: its public input, and what it refuses.
import { privateKeyText } from '../lib/base58.mjs';
import { mod, negate, p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';

/** padded returns the payload of a value for n elements. */
const padded = (value, n) => `{"value":"${value}"}`.padEnd(n === 1 ? 0 : 31 * n - 1);

export async function range({ o1js2, sealed }) {
  const suite = new Suite('sealed/range');
  const stream = new Stream('sealed/range');
  const [app, worker] = [await newKey(o1js2, stream), await newKey(o1js2, stream)];
  const place = { transcript: stream.element(p), direction: '1', sequence: '3' };
  const seal = async (text, at = place) =>
    (await sealed.out('sealed.seal', { privateKey: app.privateKey, publicKey: worker.publicKey, ...at, text, ephemeral: stream.element(q) })).ciphertext;
  const claim = (ciphertext, other = {}) => ({
    privateKey: worker.privateKey, worker: worker.publicKey, publicKey: app.publicKey, ...place, ciphertext, ...other,
  });

  const holds = suite.group('sealed.range', ['PRF-14'], [sealed]);
  for (const value of [0, 1, 9, 10, 42, 99, 100]) await holds(`value ${value}`, claim(await seal(padded(value, 1))));
  for (const n of [2, 3]) {
    for (const value of [0, 77, 100]) await holds(`value ${value}, ${n} elements`, claim(await seal(padded(value, n))));
  }
  for (const at of [{ sequence: '0' }, { sequence: '4294967295' }, { direction: '0' }, { transcript: '0' }, { transcript: `${p - 1n}` }]) {
    await holds(`at ${JSON.stringify(at)}`, claim(await seal(padded(7, 1), { ...place, ...at }), at));
  }

  const refuses = (requirement, code) => {
    const group = suite.group('sealed.range', [requirement], [sealed]);
    return (comment, input, flags) => group(comment, input, { code, flags });
  };
  const unpayable = refuses('PRF-18', 'malformed_json');
  const texts = ['', '{}', '{"value":""}', '{"value":"01"}', '{"value":"00"}', '{"value":"-1"}', '{"value":"1000"}', '{"value":7}',
    '{"value":" 7"}', '{"value":"7"} ', ' {"value":"7"}', '{"Value":"7"}', '{"value":"7"}x', '{"value":"7"}'.padEnd(60), '{"value":"7"}'.padEnd(62)];
  for (const text of texts) await unpayable(`payload ${JSON.stringify(text)}`, claim(await seal(text)), ['RangePayload']);

  const tooLarge = refuses('PRF-19', 'value_out_of_range');
  for (const value of [101, 128, 200, 999]) await tooLarge(`value ${value}`, claim(await seal(padded(value, 1))), ['RangeValue']);
  await tooLarge('value 101, 2 elements', claim(await seal(padded(101, 2))), ['RangeValue']);

  const altered = refuses('PRF-20', 'tag_mismatch');
  const message = await seal(padded(77, 1));
  const plusOne = (text) => mod(BigInt(text) + 1n, p).toString();
  for (const i of [0, 1]) {
    const cipherText = message.cipherText.map((c, j) => (i === j ? plusOne(c) : c));
    await altered(`element ${i} plus 1`, claim({ ...message, cipherText }), ['EncElementChange']);
  }
  await altered('the ephemeral key negated', claim({ ...message, publicKey: negate('pallas', message.publicKey) }), ['SealKeys']);
  const places = [{ direction: '0' }, { sequence: '1' }, { sequence: '4' }, { transcript: plusOne(place.transcript) }];
  for (const at of places) await altered(`moved to ${JSON.stringify(at)}`, claim(message, at), ['SealPlace']);
  const stranger = await newKey(o1js2, stream);
  await altered('another sender', claim(message, { publicKey: stranger.publicKey }), ['SealKeys']);

  const foreign = refuses('PRF-17', 'statement_unsatisfied');
  const opposite = privateKeyText(q - worker.scalar);
  await foreign('another worker', claim(message, { worker: stranger.publicKey }), ['SealKeys']);
  await foreign('another private key', claim(message, { privateKey: stranger.privateKey }), ['SealKeys']);
  await foreign('the private key negated', claim(message, { privateKey: opposite }), ['SealKeys']);
  return suite;
}
