// The loop that every producer runs: one JSON request a line, one JSON response a line, in order.
import { createInterface } from 'node:readline';

/**
 * detail describes an exception by what the library decided. Texts of the JavaScript engine's own errors change between
 * releases of Node.js, so only their class is kept.
 */
function detail(error) {
  if (!(error instanceof Error)) return String(error).split('\n')[0];
  if (error.name !== 'Error') return error.name;
  return `Error: ${error.message.split('\n')[0].trim()}`.slice(0, 300);
}

/** serve answers requests with operations[op](in); an operation returns undefined for what the library does not have. */
export async function serve(operations) {
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, op, in: input } = JSON.parse(line);
    let response;
    try {
      const out = await operations[op]?.(input);
      response = out === undefined ? { status: 'unsupported' } : { status: 'ok', out };
    } catch (error) {
      response = { status: 'threw', detail: detail(error) };
    }
    process.stdout.write(JSON.stringify({ id, ...response }) + '\n');
  }
  process.exit(0);
}
