// The verdicts of the driver protocol other than ok, and o1js's messages as codes.

import { firstLine } from './cli.mjs';
import { Refusal } from './refusal.mjs';

export class Verdict extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

// invalid: the input is refused. unsupported: this release has no such thing.
// badRequest: the request itself is no request of the protocol.
export const invalid = (code, message = code) => new Verdict('invalid', code, message);
export const unsupported = (what) => new Verdict('unsupported', '', what);
export const badRequest = (what) => new Verdict('error', 'bad_request', what);

// codes: the first pattern that fits a message of o1js names the stable code.
const codes = [
  [/^fromBase58: invalid character/, 'base58_alphabet'],
  [/^fromBase58Check: invalid checksum/, 'base58_checksum'],
  [/^fromBase58Check: input version byte/, 'base58_version'],
  [/^fromBytes: Invalid version byte/, 'payload_version'],
  [/left over|offset must be within bytes length/, 'base58_length'],
  [/^Bool: input must be one of/, 'parity_byte'],
  [/inputs (larger|smaller) than .* are not allowed/, 'non_canonical'],
  [/^Cannot convert .* to a BigInt/, 'non_canonical'],
  [/not a valid group element/, 'point_not_on_curve'],
  [/point is infinity|projectiveDouble: unhandled case/, 'identity_point'],
  [/Division by zero/, 'no_inverse'],
  [/has no square root/, 'no_square_root'],
  [/^prefix too long/, 'prefix_too_long'],
  [/only ASCII characters are supported/, 'prefix_not_ascii'],
  [/Invalid encoding/, 'encoding_no_stop'],
  [/assertEquals\(\)/, 'tag_mismatch'],
  [/JSON/, 'malformed_json'],
];

// verdict turns whatever an operation threw into status, code and message. What o1js
// throws is its refusal of the input; a message without a code here is "refused".
export function verdict(error) {
  if (error instanceof Verdict) {
    const { status, code, message } = error;
    return code ? { status, code, message } : { status, message };
  }
  const message = firstLine(error);
  if (error instanceof Refusal) return { status: 'invalid', code: error.code, message };
  const code = codes.find(([pattern]) => pattern.test(message))?.[1] ?? 'refused';
  return { status: 'invalid', code, message };
}
