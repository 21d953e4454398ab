//! publicKey.* and privateKey.*: base58check by the crate bs58, points and scalars by
//! pasta_curves. The layout of the bytes between them, SPEC.md 4.4 to 4.6, is here.

use bs58::decode::Error;
use pasta_curves::arithmetic::CurveAffine;
use pasta_curves::group::GroupEncoding;
use pasta_curves::group::ff::{Field, PrimeField};
use pasta_curves::{EpAffine, Fp, Fq};
use serde_json::{Value, json};

use crate::arithmetic::Mina;
use crate::verdict::{Answer, Refusal, bad_request, decimal, invalid, number, text};

/// Version byte, inner version bytes, length of what follows.
struct Layout(u8, &'static [u8], usize);

const PUBLIC: Layout = Layout(203, &[1, 1], 33);
const PRIVATE: Layout = Layout(90, &[1], 32);

/// Returns what follows the inner version bytes.
fn decode(input: &Value, Layout(version, inner, length): Layout) -> Result<Vec<u8>, Refusal> {
    let text = text(input, "base58")?;
    if text.len() > 128 {
        return Err(invalid("base58_length"));
    }
    let data = bs58::decode(text).with_check(Some(version)).into_vec();
    let data = data.map_err(|error| match error {
        Error::InvalidCharacter { .. } | Error::NonAsciiCharacter { .. } => {
            invalid("base58_alphabet")
        }
        Error::InvalidChecksum { .. } => invalid("base58_checksum"),
        Error::InvalidVersion { .. } => invalid("base58_version"),
        _ => invalid("base58_length"),
    })?;
    match data[1..].split_at_checked(inner.len()) {
        Some((_, body)) if body.len() != length => Err(invalid("base58_length")),
        Some((start, body)) if start == inner => Ok(body.to_vec()),
        Some(_) => Err(invalid("payload_version")),
        None => Err(invalid("base58_length")),
    }
}

fn encode(Layout(version, inner, _): Layout, body: &[u8]) -> String {
    let payload = [inner, body].concat();
    bs58::encode(payload)
        .with_check_version(version)
        .into_string()
}

/// Reads an element of 32 bytes, lowest first.
fn element<F: PrimeField<Repr = [u8; 32]>>(bytes: &[u8]) -> Result<F, Refusal> {
    let bytes = bytes.try_into().map_err(|_| bad_request())?;
    Option::from(F::from_repr(bytes)).ok_or(invalid("non_canonical"))
}

/// Returns the point with the given x. Zcash compresses points as Mina does, but has the
/// parity in the top bit, and writes the identity as x = 0.
fn decompress(x: &Fp, odd: bool) -> Result<EpAffine, Refusal> {
    let mut bytes = x.to_repr();
    bytes[31] |= u8::from(odd) << 7;
    Option::from(EpAffine::from_bytes(&bytes))
        .filter(|p: &EpAffine| p.coordinates().is_some().into())
        .ok_or(invalid("point_not_on_curve"))
}

/// The text of a public key.
fn public_text(p: &EpAffine) -> String {
    let mut body = p.to_bytes().to_vec();
    body.push(body[31] >> 7);
    body[31] &= 0x7f;
    encode(PUBLIC, &body)
}

pub fn decode_public(input: &Value) -> Answer {
    let body = decode(input, PUBLIC)?;
    let x = element(&body[..32])?;
    if body[32] > 1 {
        return Err(invalid("parity_byte"));
    }
    let p = decompress(&x, body[32] == 1)?;
    let coordinates = p.coordinates().expect("not the identity");
    Ok(json!({ "x": decimal(&x), "y": decimal(coordinates.y()), "isOdd": body[32] == 1 }))
}

pub fn encode_public(input: &Value) -> Answer {
    let x = number(input.get("x"))?;
    let odd = input["isOdd"].as_bool().ok_or_else(bad_request)?;
    Ok(json!({ "base58": public_text(&decompress(&x, odd)?) }))
}

/// Refuses the private key 0.
fn nonzero(s: Fq) -> Result<Fq, Refusal> {
    if s.is_zero_vartime() {
        Err(invalid("scalar_zero"))
    } else {
        Ok(s)
    }
}

pub fn decode_private(input: &Value) -> Answer {
    let s = nonzero(element(&decode(input, PRIVATE)?)?)?;
    let p = EpAffine::from(EpAffine::mina_generator() * s);
    Ok(json!({ "scalar": decimal(&s), "publicKey": public_text(&p) }))
}

pub fn encode_private(input: &Value) -> Answer {
    let s = nonzero(number(input.get("scalar"))?)?;
    Ok(json!({ "base58": encode(PRIVATE, &s.to_repr()) }))
}
