// The messages of sealed-v1 (SPEC 7.8, 7.9): read strictly, written, cut into parts and put together again.

import { refusal } from './refusal.mjs';
import { job, members, natural, parse, string, ticket } from './sealed-forms.mjs';

export const version = 'sealed-v1';
export const maxMessage = 1048576; // bytes [MSG-2]
const maxWhole = 8388608; // bytes of a message put together [MSG-29]
const maxParts = 16384;
const frame = 256; // room for all of a part but its data

const malformed = (what) => refusal('malformed_json', what);

// forms of requests by type, and those of replies: the members beside v and job.
const requests = {
  options: { names: ['type', 'seq', 'key', 'identity', 'ticket?', 'signature'], seq: 0 },
  ready: { names: ['type', 'seq', 'body'], seq: 2 },
  done: { names: ['type', 'seq', 'body'], seq: 4 },
};

function read(text, limit) {
  if (Buffer.byteLength(text) > limit) throw malformed('too large');
  const value = parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('not an object');
  if (string(value.v) !== version) throw refusal('unknown_profile', 'another version');
  return value;
}

/** request reads a request, pieces and pointers to pieces included. */
export function request(text, limit = maxMessage) {
  const value = read(text, limit);
  const type = string(value.type);
  if (type === 'part') return piece(value, 0);
  if (!Object.hasOwn(requests, type)) throw refusal('unknown_post', 'another type');
  const { names, seq } = requests[type];
  members(value, ['v', 'job', ...names]);
  job(value.job);
  if (natural(value.seq) !== seq) throw malformed('seq');
  if (type === 'options') {
    ['key', 'identity', 'signature'].forEach((name) => string(value[name]));
    if (value.ticket !== undefined) ticket(value.ticket);
  } else body(value.body);
  return value;
}

/** reply reads a reply, refusals, pieces and pointers included. */
export function reply(text, limit = maxMessage) {
  const value = read(text, limit);
  if (value.type !== undefined) {
    if (value.type !== 'part') throw malformed('type');
    return piece(value, 1);
  }
  if (value.error !== undefined) {
    members(value, ['v', 'job', 'error']);
    if (!/^[a-z0-9_]{1,40}$/.test(string(value.error))) throw malformed('error');
  } else {
    members(value, ['v', 'job', 'seq', 'body']);
    if (![1, 3, 5].includes(natural(value.seq))) throw malformed('seq');
    body(value.body);
  }
  job(value.job);
  return value;
}

function body(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed('body');
}

// piece reads a part of a message whose seq has this parity, or a pointer to a part of one of the other parity.
function piece(value, parity) {
  const whole = value.data !== undefined;
  members(value, ['v', 'type', 'job', 'seq', 'part', ...(whole ? ['parts', 'data'] : [])]);
  job(value.job);
  if (natural(value.seq) > 5 || value.seq % 2 !== (whole ? parity : 1 - parity)) throw malformed('seq');
  if (natural(value.part) >= maxParts) throw malformed('part');
  if (!whole) return value;
  if (natural(value.parts) < 2 || value.parts > maxParts || value.part >= value.parts) throw malformed('parts');
  if (string(value.data) === '') throw malformed('data');
  return value;
}

/** isPart and isPointer tell the two kinds of pieces apart. */
export const isPart = (message) => message.type === 'part' && message.data !== undefined;
export const isPointer = (message) => message.type === 'part' && message.data === undefined;

export const optionsRequest = (name, fields) =>
  JSON.stringify({ v: version, type: 'options', job: name, seq: 0, ...fields }); // key, identity, ticket?, signature
export const bodyRequest = (type, name, seq, sealed) => JSON.stringify({ v: version, type, job: name, seq, body: sealed });
export const bodyReply = (name, seq, sealed) => JSON.stringify({ v: version, job: name, seq, body: sealed });
export const refusalReply = (name, error) => JSON.stringify({ v: version, job: name, error });
export const pointer = (name, seq, part) => JSON.stringify({ v: version, type: 'part', job: name, seq, part });

/** cut returns the messages that carry a text: itself, or its parts if it exceeds the limit. All of it is ASCII. */
export function cut(text, name, seq, limit) {
  if (text.length <= limit) return [text];
  if (text.length > maxWhole) throw refusal('wrong_length', 'the message is too large');
  const pieces = [];
  for (let begin = 0; begin < text.length; ) {
    let size = 0;
    let end = begin;
    while (end < text.length && (size += '"\\'.includes(text[end]) ? 2 : 1) <= limit - frame) end++;
    pieces.push(text.slice(begin, end));
    begin = end;
  }
  return pieces.map((data, part) => JSON.stringify({ v: version, type: 'part', job: name, seq, part, parts: pieces.length, data }));
}

/** Assembly puts the parts of one message together, in their order alone [MSG-27]. */
export class Assembly {
  #first;
  #pieces = [];

  /** add returns the text once the last part is there, undefined before; a part that has no place throws out_of_order. */
  add(part) {
    const same = this.#first && part.seq === this.#first.seq && part.parts === this.#first.parts;
    if (same && this.#pieces[part.part] === part.data) return undefined; // once more
    if (part.part === 0) {
      this.#first = part;
      this.#pieces = [part.data];
      return undefined;
    }
    if (!same || part.part !== this.#pieces.length) throw refusal('out_of_order', 'a part out of its order');
    const joined = this.#pieces.reduce((n, { length }) => n + length, part.data.length);
    if (joined > maxWhole) throw malformed('the joined parts are too large');
    if (part.part < part.parts - 1) {
      this.#pieces.push(part.data);
      return undefined;
    }
    const text = this.#pieces.join('') + part.data;
    this.#first = undefined;
    this.#pieces = [];
    return text;
  }

  /** joined reads what the parts make. */
  static joined(text, reader) {
    return reader(text, maxWhole);
  }
}
