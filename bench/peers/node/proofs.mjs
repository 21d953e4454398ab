// o1js's prover for the two statements of SPEC 11, behind bench/proofs.
//
//   node proofs.mjs native|wasm range|sealed-range
//
// It prints a JSON line when the program is compiled, and one for each line "prove"
// of the input. Times are in seconds, memory is the process's peak in bytes.

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [backend, statement] = process.argv.slice(2);
if (backend === 'native') import.meta.resolve(`@o1js/native-${process.platform}-${process.arch}`);
const o1js = await import(import.meta.resolve('o1js'));
o1js.setBackend(backend);
await o1js.initializeBindings();
const { Bool, Cache, Encoding, Encryption, Field, Group, PrivateKey, Provable, Struct, ZkProgram, verify } = o1js;

// range is the program of the encryption example.
function range() {
  const program = ZkProgram({
    name: 'range',
    methods: {
      prove: {
        privateInputs: [Field],
        async method(value) {
          value.assertLessThanOrEqual(100);
        },
      },
    },
  });
  return { program, prove: () => program.prove(Field(77)) };
}

class Sealed extends Struct({ worker: Group, ephemeral: Group, masked: Field, tag: Field }) {}
class Payload extends Struct({ digits: Provable.Array(Field, 3), lengths: Provable.Array(Bool, 3) }) {}

const prefix = '{"value":"';

// payloadOf returns the element of the payload: its bytes are constants but for the
// digits, and those of the length that is true count.
function payloadOf({ digits, lengths }) {
  const low = digits.map((d) => {
    const bits = d.toBits(4);
    bits[3].and(bits[1].or(bits[2])).assertFalse(); // a decimal digit
    return d;
  });
  lengths[0].toField().add(lengths[1].toField()).add(lengths[2].toField()).assertEquals(1);
  digits[0].add(lengths[0].toField()).sub(1).toBits(4); // no leading zero
  let value = Field(0);
  let message = Field(0);
  let [number, text] = [Field(0), Encoding.stringToFields(prefix)[0].sub(Field(1n << BigInt(8 * prefix.length)))];
  for (let i = 0; i < 3; i++) {
    number = number.mul(10).add(low[i]);
    text = text.add(low[i].add(48).mul(1n << BigInt(8 * (prefix.length + i))));
    const end = BigInt('0x01' + '7d' + '22') << BigInt(8 * (prefix.length + i + 1));
    value = value.add(lengths[i].toField().mul(number));
    message = message.add(lengths[i].toField().mul(text.add(end)));
  }
  value.assertLessThanOrEqual(100);
  return message;
}

// sealed is the statement sealed-range, with o1js's own decryption in the circuit.
function sealed() {
  const program = ZkProgram({
    name: 'sealed-range',
    publicInput: Sealed,
    methods: {
      prove: {
        privateInputs: [PrivateKey, Payload],
        async method(input, key, payload) {
          Group.generator.scale(key.s).assertEquals(input.worker);
          const [message] = Encryption.decrypt({ publicKey: input.ephemeral, cipherText: [input.masked, input.tag] }, key);
          message.assertEquals(payloadOf(payload));
        },
      },
    },
  });
  const key = PrivateKey.random();
  const worker = key.toPublicKey();
  const { publicKey, cipherText } = Encryption.encrypt(Encoding.stringToFields('{"value":"77"}'), worker);
  const input = new Sealed({ worker: worker.toGroup(), ephemeral: publicKey, masked: cipherText[0], tag: cipherText[1] });
  const payload = new Payload({ digits: [7, 7, 0].map((d) => Field(d)), lengths: [false, true, false].map((b) => Bool(b)) });
  return { program, prove: () => program.prove(input, key, payload) };
}

// seconds runs f and returns its result with the time that it took.
async function seconds(f) {
  const start = performance.now();
  const result = await f();
  return [result, (performance.now() - start) / 1000];
}

const peak = () => process.resourceUsage().maxRSS * 1024;
const tell = (line) => console.log(JSON.stringify(line));

const { program, prove } = statement === 'range' ? range() : sealed();
const rows = (await program.analyzeMethods()).prove.rows;
const [{ verificationKey }, setup] = await seconds(() => program.compile({ cache: Cache.None }));
const { version } = JSON.parse(readFileSync(new URL('./node_modules/o1js/package.json', import.meta.url)));
tell({ version: `o1js ${version} (${backend})`, constraints: rows, setup, peak: peak() });

for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'prove') continue;
  const [{ proof }, proving] = await seconds(prove);
  const json = proof.toJSON();
  const [valid, verifying] = await seconds(() => verify(json, verificationKey));
  if (!valid) throw Error('the proof does not verify');
  tell({ prove: proving, verify: verifying, bytes: Buffer.from(json.proof, 'base64').length, peak: peak() });
}
process.exit(0);
