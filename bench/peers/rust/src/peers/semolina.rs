//! supranational's semolina: field arithmetic in assembly. It offers no square as
//! such, and no root.

use semolina::{Pallas, Scalar, Vesta};

use crate::inputs::{hex, Inputs};
use crate::work::Work;

fn scalar(bytes: &[u8; 32]) -> Scalar {
    // SAFETY: Scalar is a transparent wrapper of these bytes, and has no other maker.
    unsafe { std::mem::transmute::<[u8; 32], Scalar>(*bytes) }
}

fn bytes(scalar: Scalar) -> String {
    // SAFETY: as above.
    hex(&unsafe { std::mem::transmute::<Scalar, [u8; 32]>(scalar) })
}

fn write(x: &Pallas) -> String {
    bytes(x.into())
}

pub fn works(inputs: &Inputs) -> Vec<Work> {
    let (a, b) = (
        Pallas::from(scalar(&inputs.a)),
        Pallas::from(scalar(&inputs.b)),
    );
    let s = Vesta::from(scalar(&inputs.s));
    vec![
        Work::new("FpMultiplyChain", 1, a, move |x| *x *= &b, write),
        Work::new(
            "FqMultiplyChain",
            1,
            s,
            move |x| *x *= &s,
            |x| bytes(x.into()),
        ),
        Work::new(
            "FpMultiplyFour",
            4,
            [a, &a + &b, &a + &a, b],
            move |x| x.iter_mut().for_each(|x| *x *= &b),
            |x| x.iter().map(write).collect(),
        ),
        Work::new(
            "FpAdd",
            2,
            (a, b),
            |(x, y)| {
                *x += &*y;
                *y += &*x;
            },
            |(x, y)| write(x) + &write(y),
        ),
        Work::new("FpInvert", 1, a, move |x| *x = &x.reciprocal() + &b, write),
    ]
}
