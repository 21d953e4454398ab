// The requirement of SPEC 2.3 behind each error code. A group cites those of the codes that its cases expect.

const codes = {
  malformed_json: 7, non_canonical: 8, wrong_length: 9, no_inverse: 10, no_square_root: 11, point_not_on_curve: 12,
  identity_point: 13, scalar_zero: 14, base58_alphabet: 15, base58_checksum: 16, base58_version: 17, base58_length: 18,
  payload_version: 19, parity_byte: 20, prefix_too_long: 21, prefix_not_ascii: 22, packed_out_of_range: 23,
  encoding_no_stop: 24, encoding_non_canonical: 25, empty_ciphertext: 27, tag_mismatch: 28, unknown_network: 29,
  unknown_profile: 30, unknown_post: 31, out_of_order: 32, second_worker: 34, peer_refused: 37, statement_unsatisfied: 40, value_out_of_range: 41, unknown_job: 44, worker_unauthenticated: 45, ticket_expired: 46,
};

/** requirementOf returns the ID that defines a code. */
export function requirementOf(code) {
  if (!codes[code]) throw new Error(`unknown code ${code}`);
  return `ERR-${codes[code]}`;
}
