// A chain: one test of many calls, each with an input that comes from the call before (SPEC.md A.1).
import { createHash } from 'node:crypto';

/**
 * runChain calls a library `length` times. A call that is not answered with ok ends the chain: that answer is returned.
 * @param chain.next what changes from one input to the next: path in the input -> path in/… or out/… of the call before
 * @returns the last answer, with the digest of all outputs as `sha256`
 */
export async function runChain(peer, op, input, { length, next }) {
  const digest = createHash('sha256');
  let call = { in: input };
  for (let i = 1; ; i++) {
    const response = await peer.run(op, call.in);
    if (response.status !== 'ok') return response;
    digest.update(`${canonical(response.out)}\n`);
    if (i === length) return { ...response, sha256: digest.digest('hex') };
    call.out = response.out;
    const after = structuredClone(call.in);
    for (const [to, from] of Object.entries(next)) replace(after, to.split('/'), lookUp(call, from.split('/')));
    call = { in: after };
  }
}

const lookUp = (value, path) => path.reduce((at, step) => at[step], value);

function replace(value, path, by) {
  const parent = lookUp(value, path.slice(0, -1));
  if (!(path.at(-1) in parent)) throw new Error(`no ${path.join('/')}`);
  parent[path.at(-1)] = by;
}

/** canonical is JSON with sorted members and no white space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}
