// The statement of the encryption example: "I know a value of at most 100".

import { emit } from './cli.mjs';

const limit = 100;

/** resultFor returns the result of a payload: the text given, or a proof, which it reports. */
export async function resultFor(lib, args, payload) {
  if (args.proof !== 'real') return args.result;
  const { proof, verificationKey, verified, milliseconds } = await prove(lib, parseInt(JSON.parse(payload).value));
  emit('proved', { backend: lib.backend, verified, milliseconds, verificationKey });
  return JSON.stringify(proof, null, 2);
}

// prove compiles the program, proves it for value and verifies the proof. It returns
// the proof's JSON form, the verification key and the time that compiling and proving
// took. A value above the limit throws with code statement_unsatisfied.
export async function prove({ o1js }, value) {
  const { Field, ZkProgram, verify } = o1js;
  const program = ZkProgram({
    name: 'at-most-100',
    methods: {
      check: {
        privateInputs: [Field],
        async method(secret) {
          secret.assertLessThanOrEqual(Field(limit));
        },
      },
    },
  });
  const start = Date.now();
  const { verificationKey } = await program.compile();
  const made = await check(program, () => Field(value));
  const milliseconds = Date.now() - start;
  const proof = made.toJSON();
  const verified = await verify(proof, verificationKey);
  const { data, hash } = verificationKey;
  return { proof, verified, milliseconds, verificationKey: { data, hash: hash.toString() } };
}

// check hides o1js's error texts: they quote the secret.
async function check(program, secret) {
  try {
    const made = await program.check(secret());
    return typeof made.toJSON === 'function' ? made : made.proof; // 1.x returns the proof, 2.x {proof, …}
  } catch {
    throw Object.assign(Error('no proof: the statement does not hold'), { code: 'statement_unsatisfied' });
  }
}
