// What is measured, and how: the same as in bench/peers/measure.go.
//
// A task is a work with its inputs and its state: { operations, step, digest, steps,
// asynchronous }; only steps that are asynchronous are waited for, since waiting takes time.
// One step is so many operations, 1 if not given; digest tells the state as text;
// measure keeps in steps how many make a slice.

// The time in nanoseconds that a slice lasts at least, if it has more than one step.
const slice = 200_000;

// The steps of a check.
const checked = 2;

export async function check(task) {
  await timed(task, checked);
  return task.digest();
}

// measure runs slices for the time given in nanoseconds, at least one. It returns the
// number of operations and the median over slices of the nanoseconds an operation.
export async function measure(task, time) {
  const { operations = 1 } = task;
  const n = (task.steps ??= await calibrate(task));
  const slices = [];
  for (let total = 0; slices.length === 0 || total < time; ) {
    const elapsed = await timed(task, n);
    total += elapsed;
    slices.push(elapsed / (n * operations));
  }
  return { operations: slices.length * n * operations, nanoseconds: median(slices) };
}

// calibrate returns a number of steps that takes a slice. It believes three
// measurements, since one may have been interrupted.
async function calibrate(task) {
  let n = 1;
  const least = async () => Math.min(await timed(task, n), await timed(task, n), await timed(task, n));
  while ((await least()) < slice && n < 2 ** 30) n *= 2;
  return n;
}

async function timed({ step, asynchronous = false }, n) {
  const start = process.hrtime.bigint();
  if (asynchronous) for (let i = 0; i < n; i++) await step();
  else for (let i = 0; i < n; i++) step();
  return Number(process.hrtime.bigint() - start);
}

function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
