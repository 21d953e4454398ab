//! Verdicts of the driver protocol, and the values that are read by its rules.

use num_bigint::BigUint;
use pasta_curves::group::ff::PrimeField;
use serde_json::{Map, Value};

/// What an operation returns: the output, or why there is none.
pub type Answer = Result<Value, Refusal>;

pub enum Refusal {
    /// The input is refused with a code of SPEC.md 2.3.
    Invalid(&'static str),
    /// The crates do not have this.
    Unsupported(&'static str),
    /// The request is none of the protocol.
    BadRequest,
}

pub fn invalid(code: &'static str) -> Refusal {
    Refusal::Invalid(code)
}

pub fn unsupported(what: &'static str) -> Refusal {
    Refusal::Unsupported(what)
}

pub fn bad_request() -> Refusal {
    Refusal::BadRequest
}

/// Reads a member that is a string.
pub fn text<'a>(input: &'a Value, name: &str) -> Result<&'a str, Refusal> {
    input[name].as_str().ok_or_else(bad_request)
}

/// Reads a member that is an object.
pub fn object<'a>(input: &'a Value, name: &str) -> Result<&'a Map<String, Value>, Refusal> {
    input[name].as_object().ok_or_else(bad_request)
}

/// Reads a number: the canonical decimal text of an element.
pub fn number<F: PrimeField>(value: Option<&Value>) -> Result<F, Refusal> {
    let value = value.ok_or_else(bad_request)?;
    let text = value.as_str().unwrap_or("");
    // The crate takes any decimal number and reduces it.
    F::from_str_vartime(text)
        .filter(|x| decimal(x) == text)
        .ok_or(invalid("non_canonical"))
}

/// Writes an element.
pub fn decimal<F: PrimeField>(x: &F) -> String {
    BigUint::from_bytes_le(x.to_repr().as_ref()).to_string()
}
