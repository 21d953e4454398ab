// Whole runs of sealed-v1 with fixed keys and ephemeral scalars: what the app answers to a worker's requests, and what the
// worker asks after an app's replies; then what each makes of messages that are wrong, old, or somebody else's.
import { q } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';

const now = 1790000000;

export async function runs(peers) {
  return [await known(peers), await app(peers), await worker(peers)];
}

/** draw makes the keys and scalars of a run, and the inputs of both sides but for the messages. */
async function draw({ o1js2, sealed }, label, change = {}) {
  const stream = new Stream(label);
  const keys = {};
  for (const name of ['app', 'worker', 'identity', 'launcher', 'stranger']) keys[name] = await newKey(o1js2, stream);
  const texts = { job: 'job-1', options: '{"retries":3}', payload: '{"value":"77"}', result: '{"proof":"…"}', status: '{"success":true}', ...change };
  const { job, options, payload, result, status } = texts;
  const scalars = (n) => Array.from({ length: n }, () => `${1n + stream.below(q - 1n)}`);
  const ticket = async (other = {}, by = keys.launcher) => (await sealed.out('ticket.sign', {
    privateKey: by.privateKey, job, app: keys.app.publicKey, worker: keys.identity.publicKey, notAfter: `${now}`, ...other,
  })).ticket;
  return {
    keys, ticket,
    give: {
      privateKey: keys.app.privateKey, job, identity: keys.identity.publicKey, now: `${now}`, options, payload, status, ephemerals: scalars(3),
    },
    take: {
      privateKey: keys.worker.privateKey, identityKey: keys.identity.privateKey, app: keys.app.publicKey, job, result, ephemerals: scalars(2),
    },
  };
}

/** converse lets both sides talk until the worker has nothing to say, and returns the messages. */
async function converse({ sealed }, give, take) {
  let [requests, replies] = [[], []];
  for (;;) {
    ({ requests } = await sealed.out('sealed.worker', { ...take, replies }));
    if (requests.length === replies.length) return { requests, replies };
    ({ replies } = await sealed.out('sealed.app', { ...give, requests }));
  }
}

async function known(peers) {
  const suite = new Suite('sealed/runs');
  const ofApp = suite.group('sealed.app', ['HSK-25', 'HSK-28', 'HSK-32', 'MSG-1', 'MSG-18'], [peers.sealed]);
  const ofWorker = suite.group('sealed.worker', ['HSK-25', 'HSK-26', 'HSK-38', 'MSG-1', 'MSG-18'], [peers.sealed]);
  const kinds = [
    ['an identity that is pinned', {}],
    ['texts of 31 and 62 bytes, and an empty one', { options: '', payload: 'p'.repeat(31), result: 'r'.repeat(62) }],
    ['texts that are not ASCII', { options: 'Ζürich', payload: '封印 \u{1f512}', result: '"\\\n\u2028', status: 'é' }],
    ['the longest name of a job', { job: '~'.repeat(64) }],
    ['a name with quotation marks', { job: '"\\"' }],
    ['a ticket', {}, true],
  ];
  for (const [comment, change, ticketed] of kinds) {
    const { keys, ticket, give, take } = await draw(peers, `sealed/runs: ${comment}`, change);
    if (ticketed) {
      delete give.identity;
      give.launcher = keys.launcher.publicKey;
      take.ticket = await ticket();
    }
    const { requests, replies } = await converse(peers, give, take);
    await ofApp(comment, { ...give, requests });
    await ofWorker(comment, { ...take, replies });
    for (let n = 0; n < 3; n++) {
      await ofApp(`${comment}: the first ${n} requests`, { ...give, requests: requests.slice(0, n) });
      await ofWorker(`${comment}: the first ${n} replies`, { ...take, replies: replies.slice(0, n) });
    }
  }
  return suite;
}

/** edit changes members of a message. */
const edit = (text, change) => JSON.stringify({ ...JSON.parse(text), ...change });

/** app: each case is a list of requests, of which those that are not in place are answered with a refusal. */
async function app(peers) {
  const suite = new Suite('sealed/app');
  const { keys, ticket, give, take } = await draw(peers, 'sealed/app');
  const { requests: [hello, ready, done], replies } = await converse(peers, give, take);
  const pinned = suite.group('sealed.app', ['HSK-29', 'HSK-32', 'HSK-33', 'HSK-34', 'HSK-35', 'HSK-36', 'HSK-37', 'MSG-31', 'MSG-32', 'MSG-33', 'MSG-34'], [peers.sealed]);
  const all = async (comment, requests, flags = ['RunOrder']) => pinned(comment, { ...give, requests }, { flags });
  await all('each request twice', [hello, hello, ready, ready, done, done]);
  await all('the requests in another order', [done, ready, hello, done, ready, done]);
  await all('an old request', [hello, ready, hello, done, ready, hello]);
  await all('white space makes another message', [hello, hello.replace('{', '{ '), ready]);

  const second = await peers.sealed.out('sealed.worker', { ...take, privateKey: keys.stranger.privateKey, replies: [] });
  await all('a second worker key of the same identity', [hello, second.requests[0], ready, second.requests[0]]);
  await all('the second worker key first', [second.requests[0], hello, ready], ['RunForeign']);
  await all('a second worker key after the end', [hello, ready, done, second.requests[0], hello]);
  const hollow = (text) => edit(text, { body: {} });
  await all('bodies that are no ciphertexts, too early and where they are awaited', [
    hollow(ready), hollow(done), hello, hollow(ready), hollow(done), ready, hollow(done), done, hollow(done),
  ], ['RunForm']);
  const wrong = [
    { v: 'sealed-v2', job: '' }, { v: 'sealed-v2', seq: 9 }, { v: 'sealed-v2', type: 'stop' }, { v: 'sealed-v2', extra: 1 }, { v: 2, type: 'stop' },
    { type: 'stop', seq: 9 }, { type: 'stop', job: '' }, { type: 'stop', extra: 1 }, { type: 1, seq: 9 }, { job: 'job-2', seq: 9 }, { job: 'job-2', key: 'x' },
  ];
  await all('messages that are wrong in two ways', [...wrong.map((change) => edit(hello, change)), hello], ['RunForm']);
  const { requests: [intruder] } = await peers.sealed.out('sealed.worker', {
    ...take, identityKey: keys.stranger.privateKey, ticket: await ticket({ worker: keys.stranger.publicKey }), replies: [],
  });
  await all('another identity than the pinned one, with a ticket of a launcher', [intruder, hello], ['RunForeign']);
  const body = JSON.parse(done).body;
  const h0 = (await peers.sealed.out('sealed.transcript', {
    job: give.job, app: keys.app.publicKey, worker: keys.worker.publicKey, identity: keys.identity.publicKey,
  })).transcript;
  const { transcript: h1 } = await peers.sealed.out('sealed.open', {
    privateKey: keys.worker.privateKey, publicKey: keys.app.publicKey, transcript: h0, direction: '1', sequence: '1',
    ciphertext: JSON.parse(replies[0]).body, as: 'text',
  });
  const { ciphertext: full } = await peers.sealed.out('sealed.seal', {
    privateKey: keys.worker.privateKey, publicKey: keys.app.publicKey, transcript: h1, direction: '0', sequence: '2',
    text: 'not empty', ephemeral: take.ephemerals[0],
  });
  await all('a ready request with a text', [hello, edit(ready, { body: full }), ready], ['RunForm']);
  await all('messages with half of a surrogate pair', [
    hello.replace('"v"', '"\\ud800":1,"v"'), hello.replace('job-1', '\\udc00'), hello, ready.replace('job-1', 'job-1\\ud800'), ready,
  ], ['RunForm']);
  const cut = { ...body, cipherText: body.cipherText.slice(1) };
  const foreign = await converse(peers, { ...give, job: 'job-2' }, { ...take, job: 'job-2' });
  const strange = [
    ['messages of another job', foreign.requests],
    ['messages of another job, its name changed', foreign.requests.map((text) => edit(text, { job: 'job-1' }))],
    ['the options request with the key of another worker', [edit(hello, { key: keys.stranger.publicKey })]],
    ['the options request with another identity', [edit(hello, { identity: keys.stranger.publicKey })]],
    ['the options request with a signature of something else', [edit(hello, { signature: JSON.parse(second.requests[0]).signature })]],
    ['the options request with a key that is none', [edit(hello, { key: JSON.parse(hello).signature }), edit(hello, { key: keys.app.publicKey.replace('B', '0') })]],
    ['a ready request with the body of the done request', [edit(ready, { body })]],
    ['a ready request with a reply\'s body', [edit(ready, { body: JSON.parse(replies[0]).body })]],
    ['a done request with the body of the ready request', [ready, edit(done, { body: JSON.parse(ready).body }), done]],
    ['a done request that was cut', [ready, edit(done, { body: cut }), done]],
  ];
  for (const [comment, requests] of strange) {
    const first = /options|another job$/.test(comment) ? [] : [hello];
    await all(comment, [...first, ...requests, hello], ['RunForeign']);
  }
  const formless = [
    '', '{}', '{"post":"options","params":{"key":"x"}}', edit(hello, { v: 'sealed-v2' }), edit(hello, { v: 1 }), edit(hello, { type: 'stop' }),
    edit(hello, { seq: 2 }), edit(hello, { seq: '0' }), edit(hello, { job: 'a b' }), edit(hello, { extra: 1 }), replies[0],
    hello.replace('{', '{"v":"sealed-v1",'), hello.replace('"seq":0', '"seq":0.0'), edit(hello, { ticket: {} }),
    edit(ready, { body: JSON.stringify(body) }), edit(ready, { type: 'options' }),
  ];
  await all('messages that have no form', [hello, ...formless, ready, done], ['RunForm']);

  const part = (change) => JSON.stringify({ v: 'sealed-v1', type: 'part', job: 'job-1', seq: 4, part: 0, parts: 2, data: 'x', ...change });
  const pointer = (seq, n, job = 'job-1') => JSON.stringify({ v: 'sealed-v1', type: 'part', job, seq, part: n });
  const pieces = [done.slice(0, 300), done.slice(300, 301), done.slice(301)];
  const parts = pieces.map((data, n) => part({ part: n, parts: 3, data }));
  await all('the done request in three parts', [hello, ready, ...parts], ['RunParts']);
  await all('parts that come again, and the first one anew', [hello, ready, parts[0], parts[0], parts[1], parts[0], parts[2], parts[0], parts[1], parts[2]], ['RunParts']);
  await all('parts in another order, and after the end', [hello, ready, parts[1], parts[0], parts[2], parts[1], parts[2], parts[2], parts[0]], ['RunParts']);
  await all('parts too early', [parts[0], hello, parts[0], parts[1], parts[2], ready, done], ['RunParts']);
  await all('parts of something else', [
    hello, ready, parts[0], part({ part: 1, parts: 4 }), part({ seq: 2, part: 1, parts: 3 }), part({ job: 'job-2', part: 1, parts: 3 }),
    part({}), part({ part: 1 }), ...parts,
  ], ['RunParts']);
  await all('parts that have no form', [
    hello, ready, part({ parts: 1 }), part({ part: 2 }), part({ data: '' }), part({ data: '\ud800' }), part({ seq: 5 }), part({ parts: 16385 }), part({ part: -1 }), pointer(4, 0), done,
  ], ['RunParts']);
  await all('pointers to a reply that is whole', [hello, pointer(1, 0), pointer(1, 1), ready, pointer(1, 0), pointer(3, 0), pointer(3, 0, 'job-2'), done], ['RunParts']);

  const { identity, ...launched } = { ...give, launcher: keys.launcher.publicKey };
  const group = suite.group('sealed.app', ['HSK-27', 'HSK-30', 'HSK-31', 'HSK-32'], [peers.sealed]);
  const withTicket = (value) => {
    const { signature, ...rest } = JSON.parse(hello);
    return JSON.stringify({ ...rest, ticket: JSON.parse(value), signature });
  };
  const good = withTicket(await ticket());
  const bad = [
    ['no ticket', hello], ['a ticket of somebody else', withTicket(await ticket({}, keys.stranger))],
    ['a ticket for another job', withTicket(await ticket({ job: 'job-2' }))],
    ['a ticket for another app', withTicket(await ticket({ app: keys.stranger.publicKey }))],
    ['a ticket for another identity', withTicket(await ticket({ worker: keys.stranger.publicKey }))],
    ['a ticket that is over', withTicket(await ticket({ notAfter: `${now - 1}` }))],
    ['a ticket that names another launcher', withTicket(edit(await ticket(), { launcher: keys.stranger.publicKey }))],
  ];
  for (const [comment, request] of bad) {
    await group(`${comment}, then a good one`, { ...launched, requests: [request, good, request] }, { flags: ['TicketStolen'] });
  }
  return suite;
}

/** worker: the run up to a reply that is wrong ends with a code. */
async function worker(peers) {
  const suite = new Suite('sealed/worker');
  const { keys, give, take } = await draw(peers, 'sealed/worker');
  const { replies: [first, second, third] } = await converse(peers, give, take);
  const stranger = await converse(peers, { ...give, privateKey: keys.stranger.privateKey }, { ...take, app: keys.stranger.publicKey });
  const foreign = await converse(peers, { ...give, job: 'job-2' }, { ...take, job: 'job-2' });
  const group = suite.group('sealed.worker', ['HSK-25', 'HSK-38', 'HSK-39'], [peers.sealed]);
  const ends = (comment, replies, code, flag = 'RunForeign') => group(comment, { ...take, replies }, { code, flags: [flag] });

  const good = [first, second, third];
  for (let n = 0; n < 3; n++) {
    const [before, reply, seq] = [good.slice(0, n), good[n], 2 * n + 1];
    const body = JSON.parse(reply).body;
    const [c, ...more] = body.cipherText;
    const at = (text) => `reply ${seq}: ${text}`;
    await ends(at('of another app'), [...before, stranger.replies[n]], 'tag_mismatch');
    await ends(at('of another job'), [...before, foreign.replies[n]], 'unknown_job');
    await ends(at('of another job, its name changed'), [...before, edit(foreign.replies[n], { job: 'job-1' })], 'tag_mismatch');
    await ends(at('an element less'), [...before, edit(reply, { body: { ...body, cipherText: more } })], more.length > 1 ? 'tag_mismatch' : 'empty_ciphertext');
    await ends(at('an element changed'), [...before, edit(reply, { body: { ...body, cipherText: [`${BigInt(c) ^ 1n}`, ...more] } })], 'tag_mismatch');
    await ends(at('the point of another message'), [...before, edit(reply, { body: { ...body, publicKey: JSON.parse(good[(n + 1) % 3]).body.publicKey } })], 'tag_mismatch');
    await ends(at('a refusal'), [...before, JSON.stringify({ v: 'sealed-v1', job: 'job-1', error: 'second_worker' })], 'peer_refused');
    await ends(at('a refusal of another job'), [...before, JSON.stringify({ v: 'sealed-v1', job: 'job-2', error: 'second_worker' })], 'peer_refused');
    for (let other = 0; other < 3; other++) {
      if (other === n) continue;
      await ends(at(`that of seq ${2 * other + 1}`), [...before, good[other]], 'out_of_order', 'RunOrder');
      await ends(at(`that of seq ${2 * other + 1}, its number changed`), [...before, edit(good[other], { seq })], 'tag_mismatch', 'RunOrder');
    }
    const pointer = JSON.stringify({ v: 'sealed-v1', type: 'part', job: 'job-1', seq: seq - 1, part: 0 });
    await ends(at('a pointer to nothing'), [...before, pointer], 'out_of_order', 'RunParts');
  }
  const formless = [
    ['empty', '', 'malformed_json'], ['of zkcw', '{"success":true,"data":{"command":"close","status":"{}"}}', 'malformed_json'],
    ['another version', edit(first, { v: 'sealed-v2' }), 'unknown_profile'], ['a type', edit(first, { type: 'options' }), 'malformed_json'],
    ['an even number', edit(first, { seq: 2 }), 'malformed_json'], ['body and error', edit(first, { error: 'timeout' }), 'malformed_json'],
    ['a body that is a string', edit(first, { body: '{}' }), 'malformed_json'], ['a code with a space', JSON.stringify({ v: 'sealed-v1', job: 'job-1', error: 'not now' }), 'malformed_json'],
    ['a member twice', first.replace('{', '{"job":"job-1",'), 'malformed_json'],
  ];
  for (const [comment, reply, code] of formless) await ends(comment, [reply], code, 'RunForm');

  const part = (change) => JSON.stringify({ v: 'sealed-v1', type: 'part', job: 'job-1', seq: 1, part: 0, parts: 2, data: 'x', ...change });
  const parts = [first.slice(0, 200), first.slice(200, 250), first.slice(250)].map((data, n) => part({ part: n, parts: 3, data }));
  const pieces = suite.group('sealed.worker', ['HSK-38', 'MSG-27', 'MSG-28'], [peers.sealed]);
  await pieces('the first reply in three parts', { ...take, replies: [...parts, second, third] }, { flags: ['RunParts'] });
  await pieces('two of three parts', { ...take, replies: parts.slice(0, 2) }, { flags: ['RunParts'] });
  const spoilt = [
    ['the second part first', [parts[1]], 'out_of_order'], ['the first part again', [parts[0], parts[0]], 'out_of_order'],
    ['parts of another reply', [part({ seq: 3 })], 'out_of_order'], ['of another job', [part({ job: 'job-2' })], 'unknown_job'],
    ['another number of parts', [parts[0], part({ part: 1, parts: 4 })], 'out_of_order'],
    ['parts that are no message', [part({}), part({ part: 1 })], 'malformed_json'],
    ['one part alone', [part({ parts: 1 })], 'malformed_json'], ['an even number', [part({ seq: 2 })], 'malformed_json'],
  ];
  for (const [comment, replies, code] of spoilt) await pieces(comment, { ...take, replies }, { code, flags: ['RunParts'] });
  return suite;
}
