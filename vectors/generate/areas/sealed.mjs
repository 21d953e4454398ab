// sealed-v1: known answers of sealing and opening, ciphertexts that were changed, moved or forged, transcripts, tickets.
import { privateKeyText } from '../lib/base58.mjs';
import { mod, negate, p, q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';
import { range } from './sealed-range.mjs';
import { runs } from './sealed-runs.mjs';

export async function build(peers) {
  return [
    await known(peers), await tampered(peers), await moved(peers), await forged(peers), await faults(peers),
    await transcripts(peers), await tickets(peers), await range(peers), ...(await runs(peers)),
  ];
}

const plus = (text, n) => mod(BigInt(text) + BigInt(n), p).toString();
const minus = (a, b) => mod(BigInt(a) - BigInt(b), p).toString();

/** run draws keys and a place, and makes sealed messages and the inputs that open them. */
async function run({ o1js2, sealed }, label) {
  const stream = new Stream(label);
  const [sender, receiver] = [await newKey(o1js2, stream), await newKey(o1js2, stream)];
  const place = { transcript: stream.element(p), direction: '0', sequence: '4' };
  const toSeal = (message, at = place, ephemeral = stream.below(q)) => ({
    privateKey: sender.privateKey, publicKey: receiver.publicKey, ...at,
    ...(typeof message === 'string' ? { text: message } : { fields: message }), ephemeral: `${ephemeral}`,
  });
  const toOpen = (ciphertext, as = 'fields', at = place) => ({ privateKey: receiver.privateKey, publicKey: sender.publicKey, ...at, ciphertext, as });
  const seal = async (message, at, ephemeral) => (await sealed.out('sealed.seal', toSeal(message, at, ephemeral))).ciphertext;
  return { stream, sender, receiver, place, toSeal, toOpen, seal };
}

async function known(peers) {
  const suite = new Suite('sealed/seal');
  const { stream, toSeal, toOpen } = await run(peers, 'sealed/seal');
  const seal = suite.group('sealed.seal', ['ENC-24'], [peers.sealed]);
  const open = suite.group('sealed.open', ['ENC-25'], [peers.sealed]);
  const both = async (comment, message, at, ephemeral) => {
    const { ciphertext } = await seal(comment, toSeal(message, at, ephemeral));
    await open(comment, toOpen(ciphertext, typeof message === 'string' ? 'text' : 'fields', at));
  };
  for (const text of ['', 'a', '{"value":"77"}', 'x'.repeat(30), 'y'.repeat(31), 'z'.repeat(62), 'Ζürich 封印 \u{1f512}']) {
    await both(`a text of ${Buffer.byteLength(text)} bytes`, text);
  }
  for (let n = 1; n <= 6; n++) await both(`${n} random fields`, stream.elements(n, p));
  await both('40 random fields', stream.elements(40, p));
  await both('zeros', ['0', '0', '0']);
  await both('edge values', [`${p - 1n}`, '1', `${p - 1n}`]);
  for (const direction of ['0', '1']) {
    for (const sequence of ['0', '1', '5', '4294967295']) {
      await both(`direction ${direction}, sequence ${sequence}`, ['7'], { transcript: stream.element(p), direction, sequence });
    }
  }
  await both('transcript 0', ['7'], { transcript: '0', direction: '1', sequence: '1' });
  await both('transcript p - 1', ['7'], { transcript: `${p - 1n}`, direction: '1', sequence: '1' });
  await both('ephemeral scalar 1', ['7'], undefined, 1n);
  await both('ephemeral scalar q - 1', ['7'], undefined, q - 1n);
  await both('ephemeral scalar p', ['7'], undefined, p);
  return suite;
}

/** changes lists what is done to the elements; the tag is the last of them. */
function changes(list, foreign) {
  const n = list.length - 1;
  const [c, tag] = [list.slice(0, n), list[n]];
  const out = [
    ['tag plus 1', [...c, plus(tag, 1)], 'EncTagFlip'], ['tag 0', [...c, '0'], 'EncTagFlip'], ['tag negated', [...c, minus('0', tag)], 'EncTagFlip'],
    ['the tag of another message', [...c, foreign.at(-1)], 'EncTagFlip'], ['the tag is the first element', [...c, c[0]], 'EncTagFlip'],
    ['first element plus 1', [plus(c[0], 1), ...list.slice(1)], 'EncElementChange'], ['first element 0', ['0', ...list.slice(1)], 'EncElementChange'],
    ['an element of another message', [foreign[0], ...list.slice(1)], 'EncElementChange'],
    ['the tag doubled', [...list, tag], 'EncExtension'], ['last element doubled', [...c, c[n - 1], tag], 'EncExtension'],
    ['0 appended', [...list, '0'], 'EncExtension'], ['0 before the tag', [...c, '0', tag], 'EncExtension'], ['0 in front', ['0', ...list], 'EncExtension'],
    ['tag in front', [tag, ...c], 'EncBlockSwap'], ['reversed', [...list].reverse(), 'EncBlockSwap'],
  ];
  if (n > 1) {
    out.push(
      ['first and second exchanged', [c[1], c[0], ...list.slice(2)], 'EncBlockSwap'], ['without the first', list.slice(1), 'EncTruncation'],
      ['without the last', [...c.slice(0, -1), tag], 'EncTruncation'], ['without the tag', c, 'EncTruncation'],
      ['first plus 1, second minus 1', [plus(c[0], 1), plus(c[1], -1), ...list.slice(2)], 'EncElementChange'],
    );
  }
  return out;
}

async function tampered(peers) {
  const suite = new Suite('sealed/tampered');
  const { stream, seal, toOpen } = await run(peers, 'sealed/tampered');
  const group = suite.group('sealed.open', ['ENC-8', 'ENC-25'], [peers.sealed]);
  for (let n = 1; n <= 4; n++) {
    const [ciphertext, foreign] = [await seal(stream.elements(n, p)), await seal(stream.elements(n, p))];
    for (const [comment, cipherText, flag] of changes(ciphertext.cipherText, foreign.cipherText)) {
      await group(`${n} fields: ${comment}`, toOpen({ ...ciphertext, cipherText }), { code: 'tag_mismatch', flags: [flag] });
    }
    const keys = [['negated', negate('pallas', ciphertext.publicKey)], ['of another message', foreign.publicKey]];
    for (const [comment, publicKey] of keys) {
      await group(`${n} fields: the ephemeral key ${comment}`, toOpen({ ...ciphertext, publicKey }), { code: 'tag_mismatch', flags: ['SealKeys'] });
    }
  }
  for (let n = 1; n <= 2; n++) {
    const ciphertext = await seal(stream.elements(n, p));
    const [c, tag] = [ciphertext.cipherText.slice(0, n), ciphertext.cipherText[n]];
    for (const [comment, other] of [['tag minus 1', plus(tag, -1)], ['top bit of the tag', plus(tag, 1n << 253n)]]) {
      await group(`${n} fields: ${comment}`, toOpen({ ...ciphertext, cipherText: [...c, other] }), { code: 'tag_mismatch', flags: ['EncTagFlip'] });
    }
  }
  return suite;
}

/** moved opens a message elsewhere than where it was sealed, or between others. */
async function moved(peers) {
  const suite = new Suite('sealed/moved');
  const { stream, sender, receiver, place, seal, toOpen } = await run(peers, 'sealed/moved');
  const group = suite.group('sealed.open', ['ENC-24', 'ENC-25'], [peers.sealed]);
  for (let n = 1; n <= 2; n++) {
    const ciphertext = await seal(stream.elements(n, p));
    const places = [
      ['the other direction', { direction: '1' }], ['the sequence before', { sequence: '3' }], ['the sequence after', { sequence: '5' }],
      ['sequence and direction 0', { sequence: '0' }], ['the transcript plus 1', { transcript: plus(place.transcript, 1) }],
      ['the transcript negated', { transcript: minus('0', place.transcript) }], ['transcript 0', { transcript: '0' }],
    ];
    for (const [comment, other] of places) {
      await group(`${n} fields: ${comment}`, toOpen(ciphertext, 'fields', { ...place, ...other }), { code: 'tag_mismatch', flags: ['SealPlace'] });
    }
    const negated = async ({ scalar }) => {
      const privateKey = privateKeyText(q - scalar);
      return { privateKey, publicKey: (await peers.o1js2.out('privateKey.decode', { base58: privateKey })).publicKey };
    };
    const stranger = await newKey(peers.o1js2, stream);
    const pairs = [
      ['another sender', { publicKey: stranger.publicKey }], ['the sender negated', { publicKey: (await negated(sender)).publicKey }],
      ['another receiver', { privateKey: stranger.privateKey }], ['the receiver negated', { privateKey: (await negated(receiver)).privateKey }],
      ['both negated', { privateKey: (await negated(receiver)).privateKey, publicKey: (await negated(sender)).publicKey }],
      ['sent back', { privateKey: sender.privateKey, publicKey: receiver.publicKey }],
    ];
    for (const [comment, other] of pairs) {
      await group(`${n} fields: ${comment}`, { ...toOpen(ciphertext), ...other }, { code: 'tag_mismatch', flags: ['SealKeys'] });
    }
    const encrypted = await peers.o1js2.out('elgamal.encrypt', {
      scheme: 'o1js-v2', publicKey: receiver.publicKey, fields: stream.elements(n, p), ephemeral: stream.element(q),
    });
    await group(`${n} fields encrypted with o1js-v2`, toOpen(encrypted.ciphertext), { code: 'tag_mismatch', flags: ['EncCrossScheme'] });
  }
  return suite;
}

/** forged makes of known messages all cuts and extensions by which the schemes of o1js are forged. */
async function forged(peers) {
  const suite = new Suite('sealed/forged');
  const { stream, seal, toOpen } = await run(peers, 'sealed/forged');
  const group = suite.group('sealed.open', ['ENC-24', 'ENC-25'], [peers.sealed]);
  const empty = suite.group('sealed.open', ['ENC-7'], [peers.sealed]);
  for (let n = 1; n <= 5; n++) {
    const message = stream.elements(n, p);
    const ciphertext = await seal(message);
    const list = ciphertext.cipherText;
    const masks = message.map((m, i) => minus(list[i], m));
    for (let j = 0; j < n; j++) {
      const cut = toOpen({ ...ciphertext, cipherText: [...list.slice(0, j), masks[j]] });
      if (j === 0) await empty(`${n} fields cut to 0, the first mask as tag`, cut, { code: 'empty_ciphertext', flags: ['SealForgery', 'EncZeroField'] });
      else await group(`${n} fields cut to ${j}, the next mask as tag`, cut, { code: 'tag_mismatch', flags: ['SealForgery'] });
      const longer = toOpen({ ...ciphertext, cipherText: [...list.slice(0, n), masks[j], list[n]] });
      await group(`${n} fields and mask ${j}`, longer, { code: 'tag_mismatch', flags: ['SealForgery'] });
    }
    for (const extra of ['0', '1', list[n]]) {
      const longer = toOpen({ ...ciphertext, cipherText: [...list.slice(0, n), extra, list[n]] });
      await group(`${n} fields and ${extra === list[n] ? 'the tag' : extra} before the tag`, longer, { code: 'tag_mismatch', flags: ['SealForgery'] });
    }
  }
  return suite;
}

async function faults(peers) {
  const suite = new Suite('sealed/faults');
  const { seal, toSeal, toOpen } = await run(peers, 'sealed/faults');
  const sealGroup = suite.group('sealed.seal', ['ENC-12', 'ENC-26'], [peers.sealed]);
  await sealGroup('no field', toSeal([]), { code: 'empty_ciphertext', flags: ['EncZeroField'] });
  await sealGroup('ephemeral scalar 0', toSeal(['1'], undefined, 0n), { code: 'scalar_zero', flags: ['ScalarZero'] });
  const open = suite.group('sealed.open', ['ENC-6', 'ENC-7', 'ENC-15', 'ENC-16', 'ENC-17', 'ENC-18'], [peers.sealed]);
  const good = await seal(['1', '2']);
  const [x, y] = [good.publicKey.x, good.publicKey.y];
  const cases = [
    ['the identity as ephemeral key', { ...good, publicKey: { x: '0', y: '0' } }, 'identity_point', 'EncIdentityEphemeral'],
    ['an ephemeral key off the curve', { ...good, publicKey: { x, y: plus(y, 1) } }, 'point_not_on_curve', 'PointNotOnCurve'],
    ['no element', { ...good, cipherText: [] }, 'empty_ciphertext', 'EncZeroField'],
    ['a tag alone', { ...good, cipherText: ['5'] }, 'empty_ciphertext', 'EncZeroField'],
    ['an element of p', { ...good, cipherText: [`${p}`, ...good.cipherText.slice(1)] }, 'non_canonical', 'JsonNotReduced'],
    ['a leading zero', { ...good, cipherText: [`0${good.cipherText[0]}`, ...good.cipherText.slice(1)] }, 'non_canonical', 'JsonLeadingZero'],
    ['a JSON number', { ...good, cipherText: [5, 7] }, 'malformed_json', 'JsonNumber'],
    ['a further member', { ...good, scheme: 'sealed-v1' }, 'malformed_json', 'JsonExtraMember'],
    ['no list', { publicKey: good.publicKey }, 'malformed_json', 'JsonNumber'],
  ];
  for (const [comment, altered, code, flag] of cases) {
    const { ciphertext, ...input } = toOpen(altered);
    await open(comment, { ...input, ciphertextJSON: JSON.stringify(ciphertext) }, { code, flags: [flag] });
  }
  return suite;
}

async function transcripts(peers) {
  const suite = new Suite('sealed/transcript');
  const stream = new Stream('sealed/transcript');
  const group = suite.group('sealed.transcript', ['HSK-25', 'TXT-2', 'PSD-8'], [peers.sealed]);
  const keys = [];
  for (let i = 0; i < 3; i++) keys.push(await newKey(peers.o1js2, stream));
  const [app, worker, identity] = keys.map(({ publicKey }) => publicKey);
  const jobs = ['j', 'job-1', 'x'.repeat(30), 'x'.repeat(31), 'x'.repeat(32), 'x'.repeat(62), 'x'.repeat(64), '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'];
  for (const job of jobs) await group(`the job ${job.length < 40 ? job : `of ${job.length} characters`}`, { job, app, worker, identity });
  await group('app and worker exchanged', { job: 'j', app: worker, worker: app, identity });
  await group('one key for all', { job: 'j', app, worker: app, identity: app });
  for (const job of ['', 'x'.repeat(65), 'a b', 'a\n', 'é', '\u007f']) {
    await group(`the job ${JSON.stringify(job).slice(0, 20)}`, { job, app, worker, identity }, { code: 'malformed_json', flags: ['SealJobName'] });
  }
  return suite;
}

async function tickets(peers) {
  const suite = new Suite('sealed/tickets');
  const stream = new Stream('sealed/tickets');
  const keys = {};
  for (const name of ['launcher', 'app', 'worker', 'stranger']) keys[name] = await newKey(peers.o1js2, stream);
  const now = 1790000000;
  const good = { job: 'job-1', app: keys.app.publicKey, worker: keys.worker.publicKey };
  const asked = { ...good, launcher: keys.launcher.publicKey };
  const sign = suite.group('ticket.sign', ['HSK-27', 'MSG-1'], [peers.sealed]);
  const verify = suite.group('ticket.verify', ['HSK-27', 'HSK-30'], [peers.sealed]);
  const made = async (comment, change = {}, key = keys.launcher) => {
    const input = { privateKey: key.privateKey, ...good, notAfter: `${now}`, ...change };
    return JSON.parse((await sign(comment, input)).ticket);
  };
  const ask = (comment, ticket, change = {}, options = {}) =>
    verify(comment, { ticket: typeof ticket === 'string' ? ticket : JSON.stringify(ticket), ...asked, now: `${now}`, ...change }, options);

  const ticket = await made('a ticket');
  await ask('in its last second', ticket);
  await ask('long before', ticket, { now: '0' });
  const expired = { code: 'ticket_expired', flags: ['TicketTime'] };
  await ask('a second late', ticket, { now: `${now + 1}` }, expired);
  await ask('at the end of time', ticket, { now: '9007199254740991' }, expired);
  await ask('for ever', await made('for ever', { notAfter: '9007199254740991' }), { now: '9007199254740991' });
  await ask('never', await made('never', { notAfter: '0' }), { now: '1' }, expired);

  const refused = { code: 'worker_unauthenticated', flags: ['TicketStolen'] };
  await ask('another job', ticket, { job: 'job-2' }, refused);
  await ask('another app', ticket, { app: keys.stranger.publicKey }, refused);
  await ask('another worker', ticket, { worker: keys.stranger.publicKey }, refused);
  await ask('another launcher', ticket, { launcher: keys.stranger.publicKey }, refused);
  await ask('app and worker exchanged', ticket, { app: good.worker, worker: good.app }, refused);
  await ask('another job and late', ticket, { job: 'job-2', now: `${now + 1}` }, refused);
  const forged = { code: 'worker_unauthenticated', flags: ['TicketForged'] };
  const self = await made('made by somebody else', {}, keys.stranger);
  await ask('made by somebody else', self, {}, refused);
  await ask('made by somebody else, the launcher renamed', { ...self, launcher: asked.launcher }, {}, forged);
  await ask('the time moved', { ...ticket, notAfter: now + 1 }, {}, forged);
  await ask('the time moved, late', { ...ticket, notAfter: now - 1 }, {}, forged);
  for (const [name, value] of [['job', 'job-2'], ['app', keys.stranger.publicKey], ['worker', keys.stranger.publicKey]]) {
    await ask(`the ${name} renamed`, { ...ticket, [name]: value }, { [name]: value }, forged);
  }
  const second = await made('another job', { job: 'job-2' });
  await ask('the signature of another ticket', { ...ticket, signature: second.signature }, {}, forged);

  const text = JSON.stringify(ticket);
  const { job, ...jobless } = ticket;
  const bad = (flag, code = 'malformed_json') => ({ code, flags: [flag] });
  await ask('members in another order', JSON.stringify(Object.fromEntries(Object.entries(ticket).reverse())), {}, { flags: ['JsonLayout'] });
  await ask('white space', JSON.stringify(ticket, null, 2), {}, { flags: ['JsonLayout'] });
  await ask('empty text', '', {}, bad('JsonOrder'));
  await ask('null', 'null', {}, bad('JsonOrder'));
  await ask('a member less', jobless, {}, bad('JsonOrder'));
  await ask('a member more', { ...ticket, v: 1 }, {}, bad('JsonExtraMember'));
  await ask('a member twice', text.replace('{', '{"job":"job-1",'), {}, bad('JsonDuplicateMember'));
  await ask('the time as a string', { ...ticket, notAfter: `${now}` }, {}, bad('JsonNumber'));
  await ask('the time as a fraction', text.replace(`${now}`, `${now}.0`), {}, bad('JsonNumber'));
  await ask('the time with an exponent', text.replace(`${now}`, '179e7'), {}, bad('JsonNumber'));
  await ask('a negative time', text.replace(`${now}`, '-1'), {}, bad('JsonNegative'));
  await ask('a negative zero', text.replace(`${now}`, '-0'), {}, bad('JsonNegative'));
  await ask('a time of 2^53', text.replace(`${now}`, '9007199254740992'), {}, bad('JsonNumber'));
  await ask('a job with a space', { ...ticket, job: 'job 1' }, {}, bad('SealJobName'));
  await ask('the worker is no key', { ...ticket, worker: ticket.signature }, {}, bad('B62Version', 'base58_version'));
  await ask('the signature is no signature', { ...ticket, signature: ticket.worker }, {}, bad('B62Version', 'base58_version'));
  return suite;
}
