// A deterministic stream of bytes: block i of the stream of a label is SHA-256(domain ‖ label ‖ 00 ‖ i as 4 bytes).
// It makes test inputs repeatable. It is no random generator for anything else.
import { createHash } from 'node:crypto';

const domain = 'minaseal-vectors/1 ';

export class Stream {
  #label;
  #block = 0;
  #buffer = Buffer.alloc(0);

  constructor(label) {
    this.#label = label;
  }

  /** bytes returns the next n bytes of the stream. */
  bytes(n) {
    while (this.#buffer.length < n) {
      const counter = Buffer.alloc(4);
      counter.writeUInt32BE(this.#block++);
      const block = createHash('sha256').update(`${domain}${this.#label}\0`).update(counter).digest();
      this.#buffer = Buffer.concat([this.#buffer, block]);
    }
    const out = this.#buffer.subarray(0, n);
    this.#buffer = this.#buffer.subarray(n);
    return Buffer.from(out);
  }

  /** below returns an integer below the modulus: 64 bytes, reduced. */
  below(modulus) {
    return BigInt('0x' + this.bytes(64).toString('hex')) % modulus;
  }

  /** element returns an integer below the modulus as canonical decimal text. */
  element(modulus) {
    return this.below(modulus).toString();
  }

  /** elements returns n of them. */
  elements(n, modulus) {
    return Array.from({ length: n }, () => this.element(modulus));
  }
}
