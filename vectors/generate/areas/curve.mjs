// curve.add, curve.scale and curve.check on both curves. Sound inputs are computed twice: by o1js's TypeScript and by the
// compiled Rust code. Faulty inputs go to the TypeScript alone, the Rust functions do not check theirs.
import { curves, identity, mod, negate } from '../lib/constants.mjs';
import { splitScalars, windowScalars } from '../lib/endomorphism.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

export async function build({ o1js2, kimchi }) {
  const files = [];
  for (const curve of Object.keys(curves)) files.push(await buildCurve(curve, o1js2, kimchi));
  return files;
}

async function buildCurve(curve, o1js2, kimchi) {
  const suite = new Suite(`curve/${curve}`);
  const stream = new Stream(`curve/${curve}`);
  const both = [o1js2, kimchi];
  const points = await scale(suite, curve, stream, both, kimchi);
  await scaleFaults(suite, curve, o1js2);
  await add(suite, curve, points, both);
  await addFaults(suite, curve, points[0], o1js2);
  await check(suite, curve, points, o1js2);
  await scaleSplits(suite, curve, points[0], both);
  return suite;
}

function edgeScalars(order, lambda) {
  const two = (n) => 1n << n;
  return [
    0n, 1n, 2n, 3n, 4n, 5n, 7n, 8n, 15n, 16n, 17n, 31n, 32n, order - 1n, order - 2n, order - 3n, order - 16n, (order - 1n) / 2n,
    (order + 1n) / 2n, lambda, lambda - 1n, lambda + 1n, order - lambda, mod(lambda * lambda, order), two(64n) - 1n, two(64n),
    two(127n), two(128n) - 1n, two(128n), two(128n) + 1n, two(192n), two(253n), two(254n) - 1n, two(254n),
  ];
}

async function scale(suite, curve, stream, both, kimchi) {
  const { base, order, lambda } = curves[curve];
  const generator = suite.group('curve.scale', [curve === 'pallas' ? 'CRV-1' : 'CRV-2', 'CRV-3', 'CRV-4'], both);
  for (const k of edgeScalars(order, lambda)) {
    const flags = k === 0n ? ['ScalarEdge', 'IdentityPoint'] : ['ScalarEdge'];
    await generator('generator times an edge scalar', { curve, scalar: `${k}` }, { flags });
  }
  // Between the two moduli: only the scalars of Pallas can be there.
  if (order > base) {
    for (const k of [base - 1n, base, base + 1n, base + stream.below(order - base)]) {
      await generator('generator times a scalar around p', { curve, scalar: `${k}` }, { flags: ['ScalarGeP'] });
    }
  }
  const points = [];
  for (let i = 0; i < 10; i++) {
    points.push((await generator('generator times a random scalar', { curve, scalar: stream.element(order) })).point);
  }

  const any = suite.group('curve.scale', ['CRV-3', 'CRV-4'], both);
  for (const [i, k] of [0n, 1n, 2n, 3n, order - 1n, order - 2n, lambda, order - lambda, 1n << 128n, 1n << 254n].entries()) {
    await any('a point times an edge scalar', { curve, point: points[i], scalar: `${k}` }, { flags: ['ScalarEdge'] });
  }
  for (let i = 0; i < 8; i++) await any('a point times a random scalar', { curve, point: points[i], scalar: stream.element(order) });
  await any('Zcash\'s generator times a random scalar', { curve, point: { x: `${base - 1n}`, y: '2' }, scalar: stream.element(order) }, { flags: ['GeneratorMismatch'] });

  // o1js's Group.scale fails on the identity for every scalar but 0, so only the compiled code speaks here.
  const zero = suite.group('curve.scale', ['CRV-4'], [kimchi]);
  for (const k of [0n, 1n, 2n, order - 1n]) {
    await zero('the identity times a scalar', { curve, point: identity, scalar: `${k}` }, { flags: ['IdentityPoint'] });
  }
  return points;
}

/** scaleSplits asks for multiples of the generator and of another point: implementations treat the two differently. */
async function scaleSplits(suite, curve, point, both) {
  const group = suite.group('curve.scale', ['CRV-3', 'CRV-4'], both);
  for (const [comment, k] of [...splitScalars(curves[curve]), ...windowScalars(curves[curve])]) {
    await group(comment, { curve, point, scalar: `${k}` }, { flags: ['ScalarSplit'] });
    await group(`${comment}, generator`, { curve, scalar: `${k}` }, { flags: ['ScalarSplit'] });
  }
}

async function scaleFaults(suite, curve, o1js2) {
  const { order, generator } = curves[curve];
  const scalar = suite.group('curve.scale', ['FLD-2', 'CRV-3', 'FLD-8', 'FLD-9'], [o1js2]);
  const refuse = (comment, text, flag) => scalar(comment, { curve, scalar: text }, { code: 'non_canonical', flags: [flag] });
  await refuse('the scalar is the order', `${order}`, 'NonCanonicalField');
  await refuse('the scalar is the order plus one', `${order + 1n}`, 'NonCanonicalField');
  await refuse('the scalar is 2^255', `${1n << 255n}`, 'NonCanonicalField');
  await refuse('negative scalar', '-1', 'JsonNegative');
  await refuse('hexadecimal scalar', '0x2', 'JsonHexNumber');
  await refuse('scalar with a leading zero', '02', 'JsonLeadingZero');
  await refuse('empty scalar', '', 'JsonEmptyString');

  const point = suite.group('curve.scale', ['CRV-8'], [o1js2]);
  for (const bad of offCurve(curve)) {
    await point('the point is not on the curve', { curve, point: bad, scalar: '2' }, { code: 'point_not_on_curve', flags: ['PointNotOnCurve'] });
  }
  const number = suite.group('curve.scale', ['FLD-8', 'FLD-9'], [o1js2]);
  for (const [comment, bad, flag] of misspelled(curve, generator)) {
    await number(comment, { curve, point: bad, scalar: '2' }, { code: 'non_canonical', flags: [flag] });
  }
}

async function add(suite, curve, points, both) {
  const { base, beta, generator } = curves[curve];
  const group = suite.group('curve.add', ['CRV-4'], both);
  const sum = (comment, p, q, flag) => group(comment, { curve, p, q }, flag ? { flags: [flag] } : {});
  await sum('identity plus identity', identity, identity, 'IdentityPoint');
  for (const p of [generator, points[0], points[1]]) {
    await sum('identity plus a point', identity, p, 'IdentityPoint');
    await sum('a point plus the identity', p, identity, 'IdentityPoint');
    await sum('a point plus itself', p, p, 'EqualOrOpposite');
    await sum('a point plus its opposite', p, negate(curve, p), 'EqualOrOpposite');
    await sum('opposite plus the point', negate(curve, p), p, 'EqualOrOpposite');
  }
  for (let i = 0; i + 1 < points.length; i++) await sum('two points', points[i], points[i + 1]);
  // Points that share their y: (x, y), (beta x, y), (beta^2 x, y).
  const turn = ({ x, y }) => ({ x: mod(BigInt(x) * beta, base).toString(), y });
  for (const p of points.slice(0, 3)) {
    await sum('two points with one y', p, turn(p), 'EqualOrOpposite');
    await sum('two points with opposite y', p, negate(curve, turn(turn(p))), 'EqualOrOpposite');
  }
  await sum('Zcash\'s generator plus Mina\'s', { x: `${base - 1n}`, y: '2' }, generator, 'GeneratorMismatch');
}

async function addFaults(suite, curve, point, o1js2) {
  const { generator } = curves[curve];
  const equation = suite.group('curve.add', ['CRV-8'], [o1js2]);
  for (const bad of offCurve(curve)) {
    const options = { code: 'point_not_on_curve', flags: ['PointNotOnCurve'] };
    await equation('the first point is not on the curve', { curve, p: bad, q: point }, options);
    await equation('the second point is not on the curve', { curve, p: point, q: bad }, options);
  }
  const number = suite.group('curve.add', ['FLD-8', 'FLD-9'], [o1js2]);
  for (const [comment, bad, flag] of misspelled(curve, generator)) {
    await number(comment, { curve, p: bad, q: point }, { code: 'non_canonical', flags: [flag] });
  }
}

function offCurve(curve) {
  const other = curve === 'pallas' ? 'vesta' : 'pallas';
  const { x, y } = curves[curve].generator;
  return [{ x: '1', y: '1' }, { x: '0', y: '1' }, { x: '1', y: '0' }, { x, y: `${BigInt(y) + 1n}` }, curves[other].generator];
}

function misspelled(curve, { x, y }) {
  const { base } = curves[curve];
  return [
    ['x is not below the modulus', { x: `${BigInt(x) + base}`, y }, 'JsonNotReduced'],
    ['y is not below the modulus', { x, y: `${BigInt(y) + base}` }, 'JsonNotReduced'],
    ['x has a leading zero', { x: '01', y }, 'JsonLeadingZero'],
    ['x is hexadecimal', { x: '0x1', y }, 'JsonHexNumber'],
    ['y is negative', { x, y: `${BigInt(y) - base}` }, 'JsonNegative'],
    ['the modulus twice: not the identity', { x: `${base}`, y: `${base}` }, 'JsonNotReduced'],
    ['empty texts: not the identity', { x: '', y: '' }, 'JsonEmptyString'],
  ];
}

async function check(suite, curve, points, o1js2) {
  const { base, generator } = curves[curve];
  const group = suite.group('curve.check', ['CRV-8'], [o1js2]);
  const ask = (comment, point, flag) => group(comment, { curve, point }, flag ? { flags: [flag] } : {});
  await ask('the identity', identity, 'IdentityPoint');
  await ask('the generator', generator);
  await ask('the opposite of the generator', negate(curve, generator));
  await ask('Zcash\'s generator', { x: `${base - 1n}`, y: '2' }, 'GeneratorMismatch');
  for (const point of points.slice(0, 4)) await ask('a point', point);
  for (const bad of offCurve(curve)) await ask('not on the curve', bad, 'PointNotOnCurve');
  for (const { x, y } of points.slice(0, 2)) {
    await ask('coordinates exchanged', { x: y, y: x }, 'PointNotOnCurve');
    await ask('the opposite x', { x: `${base - BigInt(x)}`, y }, 'PointNotOnCurve');
  }
}
