// What the programs share: options of the command line, events as NDJSON.

import { parseArgs } from 'node:util';

// options parses --name value pairs: known maps a name to its default, undefined if
// the option must be given. A mistake ends the process with code 2.
export function options(known) {
  const names = Object.fromEntries(Object.keys(known).map((name) => [name, { type: 'string' }]));
  try {
    const { values } = parseArgs({ options: names });
    for (const [name, value] of Object.entries(known)) {
      values[name] ??= value;
      if (values[name] === undefined) throw Error(`--${name} is missing`);
    }
    return values;
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

// emit writes one event as one line; nothing else may write to standard output.
export function emit(event, fields = {}) {
  process.stdout.write(JSON.stringify({ event, ...fields }) + '\n');
}

// lines yields the lines of a stream, split at line feeds alone: node:readline also
// splits at U+2028 and U+2029, which JSON strings may hold.
export async function* lines(stream) {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop();
    yield* parts;
  }
  if (rest !== '') yield rest;
}

// quiet sends what libraries print to standard error.
export function quiet() {
  console.log = console.info = console.debug = console.error;
}

// run awaits main and ends the process: worker threads of o1js would keep it alive.
// Standard output is flushed first.
export async function run(main) {
  let code = 0;
  try {
    await main();
  } catch (error) {
    emit('failed', { code: error.code ?? '', message: firstLine(error) });
    code = 1;
  }
  process.stdout.write('', () => process.exit(code));
}

// firstLine of an error's text, bounded.
export function firstLine(error) {
  return String(error?.message ?? error).trim().split('\n')[0].slice(0, 200);
}
