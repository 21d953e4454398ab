// What is measured, and how: the same as in bench/peers/measure.go.
//
// A task is a work with its inputs and its state: { operations, step, digest, steps }.
// One step is so many operations, 1 if not given; digest tells the state as text;
// measure keeps in steps how many make a slice.

// The time in nanoseconds that a slice lasts at least, if it has more than one step.
const slice = 200_000;

// The steps of a check.
const checked = 2;

export function check(task) {
  for (let i = 0; i < checked; i++) task.step();
  return task.digest();
}

// measure runs slices for the time given in nanoseconds, at least one. It returns the
// number of operations and the median over slices of the nanoseconds an operation.
export function measure(task, time) {
  const { operations = 1, step } = task;
  const n = (task.steps ??= calibrate(step));
  const slices = [];
  for (let total = 0; slices.length === 0 || total < time; ) {
    const elapsed = timed(step, n);
    total += elapsed;
    slices.push(elapsed / (n * operations));
  }
  return { operations: slices.length * n * operations, nanoseconds: median(slices) };
}

// calibrate returns a number of steps that takes a slice. It believes three
// measurements, since one may have been interrupted.
function calibrate(step) {
  let n = 1;
  while (Math.min(timed(step, n), timed(step, n), timed(step, n)) < slice && n < 2 ** 30) n *= 2;
  return n;
}

function timed(step, n) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < n; i++) step();
  return Number(process.hrtime.bigint() - start);
}

function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
