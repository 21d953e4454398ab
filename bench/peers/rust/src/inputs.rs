//! The inputs that all peers share.

use std::collections::HashMap;

/// Values of bench/peers/inputs.txt: numbers as 32 little-endian bytes.
pub struct Inputs {
    /// Elements of Fp.
    pub a: [u8; 32],
    pub b: [u8; 32],
    /// A scalar: an element of Fq.
    pub s: [u8; 32],
    /// Affine coordinates of a point of Pallas.
    pub x: [u8; 32],
    pub y: [u8; 32],
}

impl Inputs {
    pub fn read() -> Self {
        let lines: HashMap<_, _> = include_str!("../../inputs.txt")
            .lines()
            .filter_map(|line| line.split_once(' '))
            .collect();
        let number = |name| decode(lines[name]);
        Self {
            a: number("a"),
            b: number("b"),
            s: number("s"),
            x: number("x"),
            y: number("y"),
        }
    }
}

fn decode(text: &str) -> [u8; 32] {
    assert_eq!(text.len(), 64, "a number has 64 digits");
    std::array::from_fn(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("hexadecimal"))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
