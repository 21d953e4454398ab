// Operations on fields, curves and Poseidon.

import { array, choose, decimals, number, numbers, p, point, pointJSON, q, text } from './values.mjs';
import { badRequest, invalid, unsupported } from './verdicts.mjs';

export async function arithmetic(lib) {
  const { Field, Group, Poseidon, Scalar } = lib.o1js;
  const { Fq } = await lib.inside('bindings/crypto/finite-field.js');
  const { Vesta } = await lib.inside('bindings/crypto/elliptic-curve.js');
  const legacy = (await lib.inside('bindings/crypto/poseidon.js')).PoseidonLegacy;
  const legacyHash = (await lib.inside('mina-signer/src/poseidon-bigint.js')).HashLegacy;
  const { packToFields } = await lib.inside('lib/provable/crypto/poseidon.js');
  const { wasm } = await lib.inside(lib.version === '1.9.1' ? 'snarky.js' : 'bindings.js');
  const fields = (list) => numbers(list, p).map(Field);

  // fp: the public Field class. fq: the arithmetic inside Scalar, which has no sqrt.
  const evaluate = {
    fp: (fn, a, b) => Field(a)[fn](...(b === undefined ? [] : [Field(b)])).toBigInt(),
    fq: (fn, a, b) => {
      const name = { sub: 'sub', neg: 'negate', inv: 'inverse' }[fn] ?? fn;
      const value = b === undefined ? Fq[name](a) : Fq[name](a, b);
      if (value === undefined) throw invalid(fn === 'inv' ? 'no_inverse' : 'no_square_root');
      return value;
    },
  };

  const pallas = {
    modulus: p,
    order: q,
    add: (g, h) => new Group(g).add(new Group(h)),
    scale: (g, s) => (g ? new Group(g) : Group.generator).scale(Scalar.from(s)),
    check: (g) => void new Group(g),
  };
  const vesta = {
    modulus: q,
    order: p,
    add: (g, h) => affine(Vesta.add(onVesta(g), onVesta(h))),
    scale: (g, s) => affine(Vesta.scale(g ? onVesta(g) : Vesta.one, s)),
    check: (g) => void onVesta(g),
  };
  const affine = (g) => Vesta.toAffine(g);
  function onVesta({ x, y }) {
    const g = Vesta.fromAffine({ x, y, infinity: x === 0n && y === 0n });
    if (!Vesta.isOnCurve(g)) throw invalid('point_not_on_curve');
    return g;
  }
  const curves = { pallas, vesta };

  const permutations = {
    fp: {
      kimchi: (state) => Poseidon.update(state.map(Field), []),
      legacy: (state) => legacy.update(state, []),
    },
    fq: {
      kimchi: (state) => fromLimbs(wasm.caml_pasta_fq_poseidon_block_cipher(toLimbs(state))),
      legacy: () => {
        throw unsupported('o1js has no legacy Poseidon over fq');
      },
    },
  };

  return {
    'field.eval'({ field, fn, a, b }) {
      const modulus = choose({ fp: p, fq: q }, field);
      const binary = choose({ add: true, sub: true, mul: true, neg: false, square: false, inv: false, sqrt: false }, fn);
      let value = choose(evaluate, field)(fn, number(a, modulus), binary ? number(b, modulus) : undefined);
      if (fn === 'sqrt' && value % 2n === 1n) value = modulus - value; // o1js promises either root
      return { value: value.toString() };
    },
    'curve.add'({ curve, p: g, q: h }) {
      const { modulus, add } = choose(curves, curve);
      return { point: pointJSON(add(point(g, modulus), point(h, modulus))) };
    },
    'curve.scale'({ curve, point: g, scalar }) {
      const { modulus, order, scale } = choose(curves, curve);
      return { point: pointJSON(scale(g && point(g, modulus), number(scalar, order))) };
    },
    'curve.check'({ curve, point: g }) {
      const { modulus, check } = choose(curves, curve);
      const coordinates = point(g, modulus);
      try {
        check(coordinates);
        return { onCurve: true };
      } catch {
        return { onCurve: false };
      }
    },
    'poseidon.permute'({ field, params, state }) {
      const permute = choose(choose(permutations, field), params);
      const input = numbers(state, choose({ fp: p, fq: q }, field));
      if (input.length !== 3) throw badRequest('a state has 3 elements');
      return { state: decimals(permute(input)) };
    },
    'poseidon.hash'({ params = 'kimchi', inputs, prefix }) {
      const hash = {
        kimchi: () => (prefix === undefined ? Poseidon.hash(fields(inputs)) : Poseidon.hashWithPrefix(text(prefix), fields(inputs))),
        legacy: () => (prefix === undefined ? legacy.hash(numbers(inputs, p)) : legacyHash.hashWithPrefix(text(prefix), numbers(inputs, p))),
      };
      return { hash: choose(hash, params)().toString() };
    },
    ...(Poseidon.hashAnyLength && {
      'poseidon.hashAnyLength'({ inputs }) {
        return { hash: Poseidon.hashAnyLength(fields(inputs)).toString() };
      },
    }),
    'poseidon.sponge'({ trace }) {
      const sponge = new Poseidon.Sponge();
      const squeezed = [];
      for (const step of array(trace)) {
        if (step.squeeze === true) squeezed.push(sponge.squeeze().toString());
        else sponge.absorb(Field(number(step.absorb, p)));
      }
      return { squeezed };
    },
    'poseidon.hashToGroup'({ inputs }) {
      return { point: pointJSON(Poseidon.hashToGroup(fields(inputs))) };
    },
    'poseidon.pack'({ fields: whole, packed }) {
      const items = array(packed).map(([value, bits]) => [Field(number(value, p)), bits]);
      return { fields: decimals(packToFields({ fields: fields(whole), packed: items })) };
    },
  };
}

// The compiled permutation takes and returns three elements of 32 little-endian bytes.
function toLimbs(state) {
  return Uint8Array.from(state.flatMap((x) => [...Buffer.from(x.toString(16).padStart(64, '0'), 'hex').reverse()]));
}

function fromLimbs(limbs) {
  return [0, 32, 64].map((i) => BigInt('0x' + Buffer.from(limbs.slice(i, i + 32)).reverse().toString('hex')));
}
