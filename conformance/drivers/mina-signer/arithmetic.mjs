// Operations on fields, curves and Poseidon. mina-signer has them all inside: its public
// API is the Client class alone.

import { array, choose, decimals, number, numbers, p, point, pointJSON, q, text } from '../o1js/values.mjs';
import { badRequest, invalid, unsupported } from '../o1js/verdicts.mjs';

export async function arithmetic(inside) {
  const { Fp, Fq } = await inside('bindings/crypto/finite-field.js');
  const { Pallas, Vesta } = await inside('bindings/crypto/elliptic-curve.js');
  const { Poseidon, PoseidonLegacy } = await inside('bindings/crypto/poseidon.js');
  const { HashHelpers, HashLegacy, packToFields } = await inside('mina-signer/src/poseidon-bigint.js');

  const fields = { fp: Fp, fq: Fq };
  const sets = {
    kimchi: { hash: Poseidon.hash, update: Poseidon.update, withPrefix: HashHelpers.hashWithPrefix },
    legacy: { hash: PoseidonLegacy.hash, update: PoseidonLegacy.update, withPrefix: HashLegacy.hashWithPrefix },
  };
  const curves = {
    pallas: { curve: Pallas, modulus: p, order: q },
    vesta: { curve: Vesta, modulus: q, order: p },
  };

  // read checks a point as the library's callers have to: its arithmetic does not.
  function read(value, { curve, modulus }) {
    const { x, y } = point(value, modulus);
    const g = curve.fromAffine({ x, y, infinity: x === 0n && y === 0n });
    if (!curve.isOnCurve(g)) throw invalid('point_not_on_curve');
    return g;
  }
  const write = ({ curve }, g) => ({ point: pointJSON(curve.toAffine(g)) });

  return {
    'field.eval'({ field, fn, a, b }) {
      const { modulus, ...library } = choose(fields, field);
      const binary = choose({ add: true, sub: true, mul: true, neg: false, square: false, inv: false, sqrt: false }, fn);
      const args = binary ? [number(a, modulus), number(b, modulus)] : [number(a, modulus)];
      let value = library[{ neg: 'negate', inv: 'inverse' }[fn] ?? fn](...args);
      if (value === undefined) throw invalid(fn === 'inv' ? 'no_inverse' : 'no_square_root');
      if (fn === 'sqrt' && value % 2n === 1n) value = modulus - value; // the library promises either root
      return { value: value.toString() };
    },
    'curve.add'({ curve, p: g, q: h }) {
      const c = choose(curves, curve);
      return write(c, c.curve.add(read(g, c), read(h, c)));
    },
    'curve.scale'({ curve, point: g, scalar }) {
      const c = choose(curves, curve);
      return write(c, c.curve.scale(g === undefined ? c.curve.one : read(g, c), number(scalar, c.order)));
    },
    'curve.check'({ curve, point: g }) {
      const c = choose(curves, curve);
      const { x, y } = point(g, c.modulus);
      return { onCurve: c.curve.isOnCurve(c.curve.fromAffine({ x, y, infinity: x === 0n && y === 0n })) };
    },
    'poseidon.permute'({ field, params, state }) {
      const { update } = choose(sets, params);
      if (field !== 'fp') throw unsupported('mina-signer has Poseidon over fp alone');
      const input = numbers(state, p);
      if (input.length !== 3) throw badRequest('a state has 3 elements');
      return { state: decimals(update(input, [])) };
    },
    'poseidon.hash'({ params = 'kimchi', inputs, prefix }) {
      const { hash, withPrefix } = choose(sets, params);
      const list = numbers(inputs, p);
      return { hash: (prefix === undefined ? hash(list) : withPrefix(text(prefix), list)).toString() };
    },
    'poseidon.hashToGroup'({ inputs }) {
      return { point: pointJSON(Poseidon.hashToGroup(numbers(inputs, p))) };
    },
    'poseidon.pack'({ fields: whole, packed }) {
      const items = array(packed).map(([value, bits]) => [number(value, p), bits]);
      return { fields: decimals(packToFields({ fields: numbers(whole, p), packed: items })) };
    },
  };
}
