//! The driver of the conformance suite for the crates pasta_curves and bs58.
//!
//! Requests come in on standard input and responses go out on standard output, one JSON
//! object a line, in order. What the crates do not compute is unsupported; README.md
//! says what is theirs and what is here.

mod arithmetic;
mod keys;
mod verdict;

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use verdict::{Answer, Refusal, bad_request, unsupported};

/// An operation: from the members of the input to those of the output.
type Operation = fn(&Value) -> Answer;

const OPERATIONS: [(&str, Operation); 9] = [
    ("hello", hello),
    ("field.eval", arithmetic::evaluate),
    ("curve.add", arithmetic::add),
    ("curve.scale", arithmetic::scale),
    ("curve.check", arithmetic::check),
    ("publicKey.decode", keys::decode_public),
    ("publicKey.encode", keys::encode_public),
    ("privateKey.decode", keys::decode_private),
    ("privateKey.encode", keys::encode_private),
];

fn hello(_: &Value) -> Answer {
    Ok(json!({
        "name": "pasta_curves",
        "version": "0.6.1",
        "language": "Rust",
        "homepage": "https://github.com/zcash/pasta_curves",
        "ops": OPERATIONS.map(|(name, _)| name),
        "schemes": [],
        "proofSystems": [],
        "codes": true,
    }))
}

/// A request. The input stays unread until its operation is known: serde_json refuses
/// texts with lone surrogates, which inputs of other operations have.
#[derive(Deserialize)]
struct Request<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(default)]
    op: String,
    #[serde(borrow, rename = "in")]
    input: Option<&'a RawValue>,
}

/// Answers a line, which has no line end.
fn respond(line: &[u8]) -> String {
    let Ok(request) = serde_json::from_slice::<Request>(line) else {
        return r#"{"id":null,"status":"error","code":"bad_request"}"#.to_owned();
    };
    let (status, member, value) = match execute(&request) {
        Ok(out) => ("ok", "out", out),
        Err(Refusal::Invalid(code)) => ("invalid", "code", json!(code)),
        Err(Refusal::Unsupported(what)) => ("unsupported", "message", json!(format!("no {what}"))),
        Err(Refusal::BadRequest) => ("error", "code", json!("bad_request")),
    };
    format!(
        r#"{{"id":{},"status":"{status}","{member}":{value}}}"#,
        request.id
    )
}

fn execute(request: &Request) -> Answer {
    let Some((_, operation)) = OPERATIONS.iter().find(|(name, _)| *name == request.op) else {
        return Err(unsupported("such operation"));
    };
    let input = request.input.map_or("{}", RawValue::get);
    operation(&serde_json::from_str(input).map_err(|_| bad_request())?)
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        writeln!(out, "{}", respond(&line?))?;
        out.flush()?;
    }
    Ok(())
}
