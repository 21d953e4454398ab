//! One Rust implementation behind minaseal's benchmark runner:
//!
//!     minaseal-bench-peer arkworks
//!
//! It prints what it is and can do, then answers requests on standard input until
//! that ends. The protocol is described in bench/README.md.

mod inputs;
mod peers;
mod work;

use std::io::{self, BufRead, Write};
use std::process::exit;
use std::time::Duration;

use inputs::Inputs;
use work::Work;

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(peer) = peers::ALL.iter().find(|peer| peer.name == name) else {
        let names: Vec<_> = peers::ALL.iter().map(|peer| peer.name).collect();
        eprintln!(
            "usage: minaseal-bench-peer NAME\nNAME is one of: {}",
            names.join(" ")
        );
        exit(2);
    };
    let mut works = (peer.works)(&Inputs::read());
    for version in peer.versions {
        println!("version: {version}");
    }
    let names: Vec<_> = works.iter().map(|work| work.name).collect();
    println!("works: {}", names.join(" "));
    for line in io::stdin().lock().lines() {
        let line = line.expect("standard input is text");
        match answer(peer.name, &mut works, &line) {
            Ok(text) => println!("{text}"),
            Err(text) => println!("error: {text}"),
        }
        io::stdout().flush().expect("standard output is open");
    }
}

/// Answers `check WORK` with the work's digest and `measure WORK NANOSECONDS` with a
/// line in Go's benchmark format.
fn answer(peer: &str, works: &mut [Work], request: &str) -> Result<String, String> {
    let words: Vec<_> = request.split_whitespace().collect();
    let name = words.get(1).copied().unwrap_or_default();
    let work = works
        .iter_mut()
        .find(|work| work.name == name)
        .ok_or(format!("no work {name:?}"))?;
    match words[..] {
        ["check", _] => Ok(format!("check {name} {}", work.check())),
        ["measure", _, time] => {
            let time = time.parse().map_err(|_| format!("bad time {time}"))?;
            let (operations, nanoseconds) = work.measure(Duration::from_nanos(time));
            Ok(format!(
                "Benchmark{name}/peer={peer} {operations} {nanoseconds:.3} ns/op"
            ))
        }
        _ => Err(format!("unknown request {request:?}")),
    }
}
