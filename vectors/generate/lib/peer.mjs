// A peer is one released library in a process of its own: two versions of o1js cannot share one.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export class Peer {
  #process;
  #waiting = new Map();
  #next = 1;

  /**
   * @param script file in ../producers
   * @param args its arguments
   * @param producer {package, version} as it stands in the vectors
   * @param part the part of the package that is meant, if not the whole
   */
  constructor(script, args, producer, part = '') {
    this.producer = producer;
    this.name = `${producer.package} ${producer.version}${part && ` ${part}`}`;
    const path = fileURLToPath(new URL(`../producers/${script}`, import.meta.url));
    this.#process = spawn(process.execPath, [path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout }).on('line', (line) => this.#receive(line));
    this.#process.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${this.name} exited with ${code}`));
      this.#waiting.clear();
    });
  }

  #receive(line) {
    const { id, ...response } = JSON.parse(line);
    this.#waiting.get(id).resolve(response);
    this.#waiting.delete(id);
  }

  /** run executes one operation and returns {status: "ok", out} | {status: "threw", detail} | {status: "unsupported"}. */
  run(op, input) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdin.write(JSON.stringify({ id, op, in: input }) + '\n');
    });
  }

  /** out executes an operation that has to succeed and returns its result. */
  async out(op, input) {
    const response = await this.run(op, input);
    if (response.status !== 'ok') throw new Error(`${this.name}: ${op}: ${JSON.stringify(response)}`);
    return response.out;
  }

  close() {
    this.#process.stdin.end();
  }
}
