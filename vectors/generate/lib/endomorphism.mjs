// Scalars at which multiplication with the curve's endomorphism is at its edges. An implementation writes a scalar s as
// a + b*lambda with halves a and b of half the length (Gallant, Lambert, Vanstone 2001): it subtracts from (s, 0) the vector of
// the lattice { (a, b) : a + b*lambda = 0 mod order } that is nearest in the coordinates of a short basis.
import { mod } from './constants.mjs';

/** shortBasis returns two vectors of the lattice by the extended Euclidean algorithm, which stops around the square root. */
function shortBasis({ order, lambda }) {
  let [r0, t0, r1, t1] = [order, 0n, lambda, 1n];
  while (r1 * r1 >= order) [r0, t0, r1, t1] = [r1, t1, r0 % r1, t0 - (r0 / r1) * t1];
  const next = [r0 % r1, t0 - (r0 / r1) * t1];
  const length = ([a, b]) => (a * a > b * b ? a * a : b * b);
  const second = [[r0, -t0], [next[0], -next[1]]].sort((x, y) => (length(x) < length(y) ? -1 : 1))[0];
  return [[r1, -t1], second];
}

/** splitScalars returns scalars below the order, each with a comment. */
export function splitScalars(curve) {
  const { order, lambda } = curve;
  const cases = [];
  const put = (comment, s) => cases.push([comment, mod(s, order)]);

  for (const k of [2n, 3n, 16n, 1n << 64n, (1n << 126n) - 1n]) {
    put('a multiple of lambda', k * lambda);
    put('the opposite of a multiple of lambda', -k * lambda);
    put('equal halves', k * (lambda + 1n));
    put('opposite halves', k * (lambda - 1n));
  }
  for (const k of [64n, 126n, 127n]) put('a short half and its sign', -(1n << k));

  const [v, w] = shortBasis(curve);
  for (const [, b] of [v, w]) {
    const size = b < 0n ? -b : b;
    for (const twice of [1n, 2n, size, size + 1n, 2n * size - 2n, 2n * size - 1n]) {
      const s = (twice * order) / (2n * size); // a coordinate is half of `twice` about here
      const what = twice % 2n === 0n ? 'a coordinate is nearly an integer' : 'a coordinate is rounded up or down';
      put(what, s);
      put(what, s + 1n);
    }
  }
  for (const sign of [1n, -1n]) {
    for (const side of [1n, -1n]) {
      const corner = [0, 1].map((i) => (sign * (v[i] + side * w[i])) / 2n);
      put('halves about as long as they get', corner[0] + corner[1] * lambda);
      put('halves about as long as they get', corner[0] + sign + corner[1] * lambda);
    }
  }
  return cases;
}

/** windowScalars returns scalars whose digits in windows of 4, 5 and 6 bits carry, or are all alike. */
export function windowScalars({ order }) {
  const cases = [];
  for (const width of [4n, 5n, 6n]) {
    const top = 255n / width * width;
    const ones = ((1n << top) - 1n) / ((1n << width) - 1n); // digits 1
    for (const s of [1n << (top - width), (1n << (top - width)) - 1n, ones, ones << (width - 1n), -ones]) {
      cases.push([`a scalar on the edge of windows of ${width} bits`, mod(s, order)]);
    }
  }
  return cases;
}
