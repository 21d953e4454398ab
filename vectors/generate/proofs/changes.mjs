// Changes that make a proof invalid, described as data: a JSON pointer, and a value or a splice of the bytes that the
// base64 text there stands for. They follow from the proof alone, so that they can be derived again from the committed one.
import { readPack } from './pack.mjs';
import { readExpression } from './expression.mjs';

const p = 0x40000000000000000000000000000000224698fc094cf91b992d30ed00000001n;
const q = 0x40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001n;

const littleEndian = (x) => Buffer.from(x.toString(16).padStart(64, '0'), 'hex').reverse();
const integer = (bytes) => BigInt('0x' + Buffer.from(bytes).reverse().toString('hex'));

/** set replaces the value at a JSON pointer. */
const set = (path, value) => ({ path, value });

/** splice replaces bytes of what is base64 at a JSON pointer. */
const splice = (path, at, remove, insert) => ({ path, splice: { at, remove, insert: Buffer.from(insert).toString('hex') } });

/** kimchi returns [comment, code, changes]s for a proof of plain Kimchi. */
export function kimchi({ proof, verificationKey }) {
  const bytes = Buffer.from(proof.proof, 'base64');
  const leaves = new Map(readPack(bytes).map((leaf) => [leaf.path, leaf]));
  const tests = [];
  const at = '/proof/proof';
  const leaf = (path) => leaves.get(path) ?? fail(`no ${path}`);
  const add = (comment, code, ...changes) => tests.push([comment, code, changes]);
  const replace = (path, insert) => splice(at, leaf(path).at, leaf(path).length, insert);

  // The commitments: each replaced by another one, so that it is a point and the wrong one.
  const points = {
    'the first witness column': '0.0.0.0.0', 'the last witness column': '0.0.14.0.0', 'the permutation': '0.1.0.0',
    'the first chunk of the quotient': '0.2.0.0', 'the last chunk of the quotient': '0.2.0.6',
    'L of the first round': '1.0.0.0', 'R of the last round': '1.0.15.1', delta: '1.1', sg: '1.4',
    'the first sorted column': '0.3.0.0.0.0', 'the aggregation': '0.3.1.0.0', 'the runtime table': '0.3.2.0.0',
  };
  const other = (path) => leaf(path === '1.1' ? '1.4' : '1.1').bytes;
  for (const [name, path] of Object.entries(points)) {
    if (leaves.has(path)) add(`${name} is another point`, 'proof_invalid', replace(path, other(path)));
  }
  add('L and R of a round exchanged', 'proof_invalid', replace('1.0.3.0', leaf('1.0.3.1').bytes), replace('1.0.3.1', leaf('1.0.3.0').bytes));
  const negated = Buffer.from(leaf('1.1').bytes);
  negated[32] ^= 0x80;
  add('delta is negated', 'proof_invalid', replace('1.1', negated));

  // The elements: each one more.
  const elements = { z1: '1.2', z2: '1.3', 'ft at zeta omega': '3' };
  const evaluations = [
    'the public input', 'the first witness column', 'the permutation', 'the first sigma', 'the first coefficient column',
    'the selector of Generic', 'the selector of Poseidon', 'the selector of CompleteAdd', 'the selector of VarBaseMul',
    'the selector of EndoMul', 'the selector of EndoMulScalar', 'the selector of RangeCheck0', 'the selector of RangeCheck1',
    'the selector of ForeignFieldAdd', 'the selector of ForeignFieldMul', 'the selector of Xor16', 'the selector of Rot64',
    'the aggregation', 'the joint table', 'the first sorted column', 'the runtime table', "the runtime tables' selector",
    'the selector of the xor lookups', 'the selector of Lookup', 'the selector of the range check lookups',
    'the selector of the ForeignFieldMul lookups',
  ];
  const lists = new Set([1, 3, 4, 19]);
  evaluations.forEach((name, i) => {
    const path = lists.has(i) ? `2.${i}.0` : `2.${i}`;
    for (const [j, point] of ['zeta', 'zeta omega'].entries()) elements[`${name} at ${point}`] = `${path}.${j}.0`;
  });
  for (const [name, path] of Object.entries(elements)) {
    if (!leaves.has(path)) continue;
    const more = littleEndian((integer(leaf(path).bytes) + 1n) % p);
    add(`${name} is one more`, 'proof_invalid', replace(path, more));
  }

  // The form.
  add('z1 is not below p', 'non_canonical', replace('1.2', littleEndian(p)));
  add('an evaluation is z1 + p', 'non_canonical', replace('2.2.0.0', littleEndian(p + 1n)));
  add('an abscissa is not below q', 'non_canonical', replace('1.1', Buffer.concat([littleEndian(q), Buffer.from([0])])));
  add('delta is not on the curve', 'point_not_on_curve', replace('1.1', Buffer.concat([offCurve(), Buffer.from([0])])));
  add('the flags of a point have both bits', 'non_canonical', replace('1.1', Buffer.concat([leaf('1.1').bytes.subarray(0, 32), Buffer.from([0xc0])])));
  add('a byte less at the end', 'malformed_proof', splice(at, bytes.length - 1, 1, []));
  add('a byte more at the end', 'malformed_proof', splice(at, bytes.length, 0, [0xc0]));
  add('no bytes', 'malformed_proof', splice(at, 0, bytes.length, []));
  add('a list is announced longer than it is', 'malformed_proof', splice(at, 0, 1, [bytes[0] + 1]));
  add('an integer where a list is due', 'malformed_proof', splice(at, 0, 1, [5]));
  add('not base64', 'malformed_proof', set(at, '*' + proof.proof));
  add('not base64: a line break', 'malformed_proof', set(at, proof.proof.slice(0, 64) + '\n' + proof.proof.slice(64)));
  const [first, last] = [leaf('2.0.0.0').at - 4, leaf('2.0.1.0').at + 32];
  add('the evaluations of the public input are left out', 'malformed_proof', splice(at, first, last - first, [0xc0]));

  // The public input and the key.
  const inputs = proof.publicInputFields;
  add('the public input is one more', 'proof_invalid', set('/proof/publicInputFields/0', String((BigInt(inputs[0]) + 1n) % p)));
  add('no public input', 'public_input_mismatch', set('/proof/publicInputFields', []));
  add('the public input is a number in place of a string', 'malformed_proof', set('/proof/publicInputFields/0', 1));
  add('a public input too many', 'public_input_mismatch', set('/proof/publicInputFields', [...inputs, '0']));
  add('the public input is not below p', 'non_canonical', set('/proof/publicInputFields/0', String(p)));
  add('the public input has a leading zero', 'non_canonical', set('/proof/publicInputFields/0', '0' + inputs[0]));
  const key = JSON.parse(Buffer.from(verificationKey, 'base64').toString());
  const changedKey = (change) => {
    const copy = structuredClone(key);
    change(copy);
    return difference('/verificationKey', Buffer.from(JSON.stringify(key)), Buffer.from(JSON.stringify(copy)));
  };
  add('the key has two sigmas exchanged', 'proof_invalid', changedKey((k) => ([k.sigma_comm[0], k.sigma_comm[1]] = [k.sigma_comm[1], k.sigma_comm[0]])));
  add('the key has the selector of another gate for Generic', 'proof_invalid', changedKey((k) => (k.generic_comm = k.sigma_comm[6])));
  add('the key has one public input more', 'public_input_mismatch', changedKey((k) => k.public++));
  add('the key has six sigmas', 'malformed_key', changedKey((k) => k.sigma_comm.pop()));
  add('the key has another zk_rows', 'malformed_key', changedKey((k) => k.zk_rows++));
  add('the key is not base64', 'malformed_key', set('/verificationKey', '*'));
  add('the base64 of the key has a line break', 'malformed_key', set('/verificationKey', verificationKey.slice(0, 64) + '\r\n' + verificationKey.slice(64)));
  return tests;
}

/** difference is the splice that makes the bytes `to` of `from`. */
function difference(path, from, to) {
  const shorter = Math.min(from.length, to.length);
  let [start, end] = [0, 0];
  while (start < shorter && from[start] === to[start]) start++;
  while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
  return splice(path, start, from.length - end - start, to.subarray(start, to.length - end));
}

function fail(message) {
  throw new Error(message);
}

/** offCurve returns an abscissa of no point of Vesta: 0, since 5 is no square. */
const offCurve = () => littleEndian(0n);

/** pickles returns [comment, code, changes]s for a proof of Pickles. */
export function pickles({ proof, verificationKey }) {
  const bytes = Buffer.from(proof.proof, 'base64');
  const atoms = readExpression(bytes.toString('latin1'));
  const tests = [];
  const at = '/proof/proof';
  const atom = (path) => atoms.get(path) ?? fail(`no ${path}`);
  const add = (comment, code, ...changes) => tests.push([comment, code, changes]);
  const replace = (path, text) => splice(at, atom(path).at, atom(path).text.length, Buffer.from(text, 'latin1'));

  const limb = (text) => (BigInt('0x' + text) ^ 1n).toString(16).padStart(16, '0');
  const field = (text, modulus) => '0x' + ((BigInt(text) + 1n) % modulus).toString(16).toUpperCase().padStart(64, '0');
  const state = 'statement.proof_state';
  const deferred = `${state}.deferred_values`;
  const limbs = {
    alpha: `${deferred}.plonk.alpha.inner.0`, beta: `${deferred}.plonk.beta.0`, gamma: `${deferred}.plonk.gamma.0`,
    zeta: `${deferred}.plonk.zeta.inner.0`, 'the high limb of zeta': `${deferred}.plonk.zeta.inner.1`,
    'the joint combiner': `${deferred}.plonk.joint_combiner.0.inner.0`,
    'the first bulletproof challenge': `${deferred}.bulletproof_challenges.0.prechallenge.inner.0`,
    'the last bulletproof challenge': `${deferred}.bulletproof_challenges.15.prechallenge.inner.0`,
    'the sponge digest': `${state}.sponge_digest_before_evaluations.0`,
    'an old challenge of the wrap proof': `${state}.messages_for_next_wrap_proof.old_bulletproof_challenges.0.0.prechallenge.inner.0`,
    'an old challenge of the step proof': 'statement.messages_for_next_step_proof.old_bulletproof_challenges.0.0.prechallenge.inner.0',
  };
  for (const [name, path] of Object.entries(limbs)) {
    if (atoms.has(path)) add(`${name} has another bit`, 'proof_invalid', replace(path, limb(atom(path).text)));
  }
  const evals = 'prev_evals.evals.evals';
  const elements = {
    'a witness evaluation of the step proof': [`${evals}.w.0.0.0`, p], 'its permutation at zeta omega': [`${evals}.z.1.0`, p],
    'its last coefficient evaluation': [`${evals}.coefficients.14.0.0`, p], 'its first sigma evaluation': [`${evals}.s.0.0.0`, p],
    'its selector of Generic': [`${evals}.generic_selector.0.0`, p], 'its public input': ['prev_evals.evals.public_input.0', p],
    'its ft': ['prev_evals.ft_eval1', p], 'its aggregation': [`${evals}.lookup_aggregation.0.0.0`, p],
    'its joint table': [`${evals}.lookup_table.0.0.0`, p], 'its first sorted column': [`${evals}.lookup_sorted.0.0.0.0`, p],
    'a witness evaluation': ['proof.evaluations.w.0.0', q], 'the permutation': ['proof.evaluations.z.1', q],
    'a sigma': ['proof.evaluations.s.5.0', q], 'a coefficient': ['proof.evaluations.coefficients.14.1', q],
    'the selector of EndoMul': ['proof.evaluations.emul_selector.0', q], ft: ['proof.ft_eval1', q],
    z1: ['proof.bulletproof.z_1', q], z2: ['proof.bulletproof.z_2', q],
  };
  for (const [name, [path, modulus]] of Object.entries(elements)) {
    if (!atoms.has(path)) continue;
    const text = atom(path).text;
    add(`${name} is one more`, 'proof_invalid', replace(path, field(text, modulus)));
  }
  const delta = 'proof.bulletproof.delta';
  const points = {
    'a witness commitment': 'proof.commitments.w_comm.0.0', 'the commitment to the permutation': 'proof.commitments.z_comm.0',
    'a chunk of the quotient': 'proof.commitments.t_comm.6', 'L of the first round': 'proof.bulletproof.lr.0.0',
    'R of the last round': 'proof.bulletproof.lr.14.1', sg: 'proof.bulletproof.challenge_polynomial_commitment',
    'a commitment of a previous proof': 'statement.messages_for_next_step_proof.challenge_polynomial_commitments.0',
  };
  const point = (path, from) => [replace(`${path}.0`, atom(`${from}.0`).text), replace(`${path}.1`, atom(`${from}.1`).text)];
  for (const [name, path] of Object.entries(points)) {
    if (atoms.has(`${path}.0`)) add(`${name} is another point`, 'proof_invalid', ...point(path, delta));
  }
  add('delta is another point', 'proof_invalid', ...point(delta, points.sg));
  const accumulator = `${state}.messages_for_next_wrap_proof.challenge_polynomial_commitment`;
  const negate = (path, modulus) => '0x' + (modulus - BigInt(atom(path).text)).toString(16).toUpperCase().padStart(64, '0');
  add('the accumulator is negated', 'proof_invalid', replace(`${accumulator}.1`, negate(`${accumulator}.1`, q)));

  // The form.
  const hex = (x) => '0x' + x.toString(16).toUpperCase().padStart(64, '0');
  add('z1 is not below q', 'non_canonical', replace('proof.bulletproof.z_1', hex(q)));
  add('an evaluation of the step proof is not below p', 'non_canonical', replace(`${evals}.w.0.0.0`, hex(p)));
  add('delta is not on the curve', 'point_not_on_curve', replace(`${delta}.0`, hex(0n)));
  add('the accumulator is not on the curve', 'point_not_on_curve', replace(`${accumulator}.0`, hex(0n)));
  add('a limb is too short', 'malformed_proof', replace(limbs.alpha, atom(limbs.alpha).text.slice(1)));
  add('a limb is no hexadecimal number', 'malformed_proof', replace(limbs.alpha, 'g' + atom(limbs.alpha).text.slice(1)));
  add('a parenthesis is missing at the end', 'malformed_proof', splice(at, bytes.length - 1, 1, []));
  add('a parenthesis too many', 'malformed_proof', splice(at, bytes.length, 0, Buffer.from(')')));
  add('no bytes', 'malformed_proof', splice(at, 0, bytes.length, []));
  add('not base64', 'malformed_proof', set(at, '*' + proof.proof));
  add('maxProofsVerified is 3', 'malformed_proof', set('/proof/maxProofsVerified', 3));

  // The public input and output, and the key.
  for (const member of ['publicInput', 'publicOutput']) {
    const list = proof[member];
    if (list.length > 0) add(`${member} is one more`, 'proof_invalid', set(`/proof/${member}/0`, String((BigInt(list[0]) + 1n) % p)));
    add(`${member} has an element more`, 'public_input_mismatch', set(`/proof/${member}`, [...list, '1']));
    add(`${member} has a 0 more, where the hash pads with zeros`, 'public_input_mismatch', set(`/proof/${member}`, [...list, '0']));
    add(`${member} has a number in place of a string`, 'malformed_proof', set(`/proof/${member}`, [...list, 1]));
    add(`${member} has an element that is not below p`, 'non_canonical', set(`/proof/${member}`, [...list, String(p)]));
  }
  const { publicInput, publicOutput } = proof;
  const statement = (input, output) => [set('/proof/publicInput', input), set('/proof/publicOutput', output)];
  if (publicInput.length > 0) {
    add('an element is moved from the end of publicInput to publicOutput', 'public_input_mismatch',
      ...statement(publicInput.slice(0, -1), [publicInput.at(-1), ...publicOutput]));
  }
  if (publicOutput.length > 0) {
    add('an element is moved from publicOutput to the end of publicInput', 'public_input_mismatch',
      ...statement([...publicInput, publicOutput[0]], publicOutput.slice(1)));
  }
  add('not base64: a line break', 'malformed_proof', set(at, proof.proof.slice(0, 64) + '\n' + proof.proof.slice(64)));
  add('not base64: no padding', 'malformed_proof', set(at, proof.proof.replace(/=*$/, '') + (proof.proof.endsWith('=') ? '' : '=')));
  add('the key has no hash', 'malformed_key', set('/verificationKey/hash', ''));
  add('the hash of the key is a number', 'malformed_key', set('/verificationKey/hash', 1));
  add('the key has no data', 'malformed_key', set('/verificationKey/data', ''));
  add('the data of the key has a line break', 'malformed_key', set('/verificationKey/data', verificationKey.data + '\r\n'));
  const keyBytes = Buffer.from(verificationKey.data, 'base64');
  const key = '/verificationKey/data';
  add('the hash of the key is another one', 'key_hash_mismatch', set('/verificationKey/hash', String((BigInt(verificationKey.hash) + 1n) % p)));
  add('the key has a sigma of another column', 'key_hash_mismatch', splice(key, 2, 64, keyBytes.subarray(66, 130)));
  add('the key has a point that is not on the curve', 'point_not_on_curve', splice(key, 2, 32, littleEndian(1n << 20n)));
  add('the key is a byte shorter', 'malformed_key', splice(key, keyBytes.length - 1, 1, []));
  add('the key is a byte longer', 'malformed_key', splice(key, keyBytes.length, 0, [0]));
  add('the key is for proofs of three others', 'malformed_key', splice(key, 0, 1, [3]));
  return tests;
}
