// A refusal of this folder's own code, as opposed to o1js's: an Error with a stable code of SPEC 2.3.

export class Refusal extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const refusal = (code, message = code) => new Refusal(code, message);
