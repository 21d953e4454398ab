// A driver of minaseal's conformance suite, to be filled in. Node 20 or later.
//
//   node driver.mjs
//
// Requests come in on standard input and responses go out on standard output, one JSON
// object a line. Nothing else may be written to standard output: log with console.error.

const operations = {
  // 1. Say who you are. The operations that you have are listed by themselves. Set codes
  //    to true when your error codes are those of SPEC.md 2.3.
  hello: () => ({
    name: 'my-implementation',
    version: '0.0.0',
    language: 'JavaScript',
    homepage: 'https://example.org',
    ops: Object.keys(operations),
    schemes: [], // of elgamal.*: o1js-v1, o1js-v2
    proofSystems: [],
    codes: false,
  }),

  // 2. Replace these three by calls of your implementation.
  'field.eval'({ field, fn, a, b }) {
    const modulus = choose({ fp: p, fq: q }, field);
    const x = number(a, modulus);
    if (fn !== 'add') throw unsupported(`function ${fn}`);
    return { value: ((x + number(b, modulus)) % modulus).toString() };
  },
  'encoding.encode'({ text, hex }) {
    const bytes = hex === undefined ? new TextEncoder().encode(text) : Buffer.from(hex, 'hex');
    return { fields: encode(bytes).map(String) };
  },
  'encoding.decode'({ fields, as }) {
    const bytes = decode(numbers(fields, p));
    return as === 'hex' ? { hex: Buffer.from(bytes).toString('hex') } : { text: new TextDecoder().decode(bytes) };
  },

  // 3. Add more, one at a time, in any order: SPEC.md A.2 has the list. What is not here
  //    is answered with unsupported, which is no failure. For example:
  //
  // 'poseidon.hash'({ params = 'kimchi', inputs, prefix }) {
  //   if (params !== 'kimchi' || prefix !== undefined) throw unsupported('such a hash');
  //   return { hash: myHash(numbers(inputs, p)).toString() };
  // },
  // 'publicKey.decode'({ base58 }) {
  //   const key = refusing('base58_checksum', () => MyKey.parse(base58));
  //   return { x: key.x.toString(), y: key.y.toString(), isOdd: key.isOdd };
  // },
};

// ---- The encoding of SPEC.md 4.8: 31 bytes in a field, lowest first, 01 after the last.

function encode(bytes) {
  const fields = [];
  for (let at = 0; at <= bytes.length; at += 31) {
    const chunk = [...bytes.slice(at, at + 31)];
    if (chunk.length < 31) chunk.push(1);
    fields.push(chunk.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n));
  }
  return fields;
}

function decode(fields) {
  const chunks = fields.map((x) => Array.from({ length: 32 }, (_, i) => Number((x >> BigInt(8 * i)) & 255n)));
  const last = chunks.pop();
  const stop = last ? last.slice(0, 31).lastIndexOf(1) : -1;
  if (stop < 0) throw invalid('encoding_no_stop');
  const junk = last.slice(stop + 1).some((byte) => byte !== 0) || chunks.some((chunk) => chunk[31] !== 0);
  if (junk) throw invalid('encoding_non_canonical');
  return Uint8Array.from([...chunks.flatMap((chunk) => chunk.slice(0, 31)), ...last.slice(0, stop)]);
}

// ---- Values and verdicts. Keep these.

const p = 0x40000000000000000000000000000000224698fc094cf91b992d30ed00000001n;
const q = 0x40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001n;

// A number is a canonical decimal text below the modulus; everything else is refused.
function number(text, modulus) {
  const canonical = typeof text === 'string' && /^(0|[1-9][0-9]{0,76})$/.test(text);
  if (!canonical || BigInt(text) >= modulus) throw invalid('non_canonical');
  return BigInt(text);
}

function numbers(list, modulus) {
  return list.map((text) => number(text, modulus));
}

function choose(table, name) {
  if (!Object.hasOwn(table, name)) throw unsupported(name);
  return table[name];
}

// invalid: the input is refused, with a code of SPEC.md 2.3. unsupported: you do not have
// this. Any other exception is reported as an error of your implementation, a failure.
const invalid = (code, message = code) => Object.assign(Error(message), { status: 'invalid', code });
const unsupported = (what) => Object.assign(Error(`no ${what}`), { status: 'unsupported' });

// refusing turns what your library throws at a bad input into invalid with the code.
function refusing(code, work) {
  try {
    return work();
  } catch (error) {
    throw invalid(code, String(error.message));
  }
}

// ---- The protocol. Keep this.

async function respond(line) {
  let request;
  try {
    request = JSON.parse(line);
  } catch {
    request = undefined;
  }
  if (request?.id === undefined) return { id: null, status: 'error', code: 'bad_request' };
  const { id, op, in: input = {} } = request;
  try {
    if (!Object.hasOwn(operations, op)) throw unsupported(`operation ${op}`);
    return { id, status: 'ok', out: await operations[op](input) };
  } catch ({ status = 'error', code, message }) {
    return { id, status, code, message };
  }
}

// Lines end at LF alone. node:readline would also end them at U+2028 and U+2029, which
// may stand in a JSON text.
let rest = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  for (const line of lines) process.stdout.write(JSON.stringify(await respond(line)) + '\n');
}
if (rest !== '') process.stdout.write(JSON.stringify(await respond(rest)) + '\n');
