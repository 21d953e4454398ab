// A suite collects the cases of one file. The strict verdict of a case (accept, or refuse with a code) is the author's, from
// SPEC.md; everything else, the output above all, comes from the libraries that are run on the case.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runChain } from './chain.mjs';
import { requirementOf } from './codes.mjs';
import { flags as catalogue } from './flags.mjs';

export class Suite {
  #name;
  #groups = [];
  #count = 0;
  #producers = new Map();

  constructor(name) {
    this.#name = name;
  }

  /**
   * group starts a group of cases.
   * @param op operation of the driver protocol
   * @param requirements IDs of SPEC.md that the cases exercise
   * @param peers libraries to run; those that lack the operation abstain, the others have to agree
   * @returns {Promise<object>} a function add(comment, input, options) that resolves to the case's output
   */
  group(op, requirements, peers) {
    const group = { op, requirements, tests: [] };
    this.#groups.push(group);
    return (comment, input, options = {}) => this.#add(group, peers, comment, input, options);
  }

  /**
   * @param options.code the strict verdict is a refusal with this code; without it, the input is to be accepted
   * @param options.flags names of lib/flags.mjs
   * @param options.differ the libraries are known to differ among themselves: the one named first in `prefer` gives the output
   * @param options.chain {length, next}: a chain of calls (lib/chain.mjs) in place of one
   * @param options.prefer package name of the library whose output counts when they differ
   */
  async #add(group, peers, comment, input, { code, flags = [], differ = false, prefer, chain } = {}) {
    const where = `${this.#name}: ${comment}`;
    const answers = await this.#ask(group.op, peers, input, chain);
    if (answers.length === 0) throw new Error(`${where}: no library has this operation`);
    const agreed = answers.every(({ response }) => sameVerdict(response, answers[0].response));
    if (agreed === differ) throw new Error(`${where}: agreed=${agreed}\n${JSON.stringify(answers, null, 1)}`);

    const chosen = choose(answers, prefer);
    const accepted = chosen.response.status === 'ok';
    const result = code === undefined ? 'valid' : accepted ? 'acceptable' : 'invalid';
    if (result === 'valid' && !accepted) throw new Error(`${where}: refused: ${chosen.response.detail}`);
    if (result === 'acceptable' && flags.length === 0) throw new Error(`${where}: a leniency needs a flag`);
    for (const flag of flags) if (!catalogue[flag]) throw new Error(`${where}: unknown flag ${flag}`);

    const test = { id: ++this.#count, comment, in: input, result };
    if (accepted) test.out = chosen.response.out;
    if (code !== undefined) test.code = code;
    if (chain) test.chain = { ...chain, sha256: chosen.response.sha256 };
    if (flags.length > 0) test.flags = flags;
    if (result !== 'valid' || flags.length > 0) test.peer = verdict(answers, chosen, agreed);
    group.tests.push(test);
    return test.out;
  }

  async #ask(op, peers, input, chain) {
    const answers = [];
    for (const peer of peers) {
      const response = await (chain ? runChain(peer, op, input, chain) : peer.run(op, input));
      if (response.status === 'unsupported') continue;
      this.#producers.set(JSON.stringify(peer.producer), peer.producer);
      answers.push({ peer, response });
    }
    return answers;
  }

  /** write puts the file where its name says, one case a line. */
  write(directory) {
    const used = this.#groups.flatMap((g) => g.tests.flatMap((t) => t.flags ?? []));
    const head = {
      schema: 'minaseal-vectors/1',
      name: this.#name,
      producers: [...this.#producers.values()],
      flags: Object.fromEntries([...new Set(used)].sort().map((name) => [name, catalogue[name]])),
      numberOfTests: this.#count,
    };
    const groups = this.#groups.map(({ op, requirements, tests }) => {
      const lines = tests.map((test) => `        ${ascii(JSON.stringify(test))}`);
      const codes = new Set(tests.flatMap(({ code }) => (code ? [requirementOf(code)] : [])));
      const cited = JSON.stringify([...new Set([...requirements, ...codes])]);
      const opening = `    {\n      "op": ${JSON.stringify(op)},\n      "requirements": ${cited},\n`;
      return `${opening}      "tests": [\n${lines.join(',\n')}\n      ]\n    }`;
    });
    const text = JSON.stringify(head, null, 2).replace(/\n}$/, `,\n  "testGroups": [\n${groups.join(',\n')}\n  ]\n}\n`);
    const path = join(directory, `${this.#name}.json`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return { name: this.#name, ...tally(this.#groups), bytes: text.length };
  }
}

function sameVerdict(a, b) {
  return a.status === b.status && a.sha256 === b.sha256 && isDeepStrictEqual(a.out, b.out);
}

/** choose picks the answer that stands in the vector: the preferred library's, else an acceptance, else the first. */
function choose(answers, prefer) {
  if (prefer) return answers.find(({ peer }) => peer.producer.package === prefer);
  return answers.find(({ response }) => response.status === 'ok') ?? answers[0];
}

function verdict(answers, chosen, agreed) {
  const text = ({ status, out, detail }) => (status === 'ok' ? JSON.stringify(out) : detail);
  const { status, detail } = chosen.response;
  if (!agreed) {
    return {
      verdict: status,
      detail: answers.map(({ peer, response }) => `${peer.name}: ${text(response)}`).join('; '),
    };
  }
  return status === 'ok' ? { verdict: 'ok' } : { verdict: 'threw', detail };
}

function tally(groups) {
  const count = { valid: 0, invalid: 0, acceptable: 0 };
  for (const { tests } of groups) for (const { result } of tests) count[result]++;
  return count;
}

/** ascii escapes what is not ASCII, so that byte order marks and combining characters show in the files. */
function ascii(json) {
  return json.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
