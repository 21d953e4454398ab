//! Works of crates with the traits of ff and group. The traits have two releases in
//! use, hence macros in the place of generic functions.

/// Functions that read and write field elements, with the release `$ff` of the traits.
macro_rules! codec {
    ($ff:ident) => {
        use $ff::PrimeField;

        fn read<F: PrimeField>(bytes: &[u8; 32]) -> F {
            let mut encoding = F::Repr::default();
            encoding.as_mut().copy_from_slice(bytes);
            F::from_repr(encoding).expect("a canonical number")
        }

        fn write<F: PrimeField>(x: &F) -> String {
            crate::inputs::hex(x.to_repr().as_ref())
        }
    };
}

/// Works on elements of the fields `$fp` and `$fq`. Needs codec.
macro_rules! fields {
    ($ff:ident, $fp:ty, $fq:ty) => {
        use $ff::Field as _;

        /// The root that is even, written.
        fn write_even<F: PrimeField>(x: &F) -> String {
            if bool::from(x.is_odd()) {
                write(&-*x)
            } else {
                write(x)
            }
        }

        fn field_works(inputs: &crate::inputs::Inputs) -> Vec<crate::work::Work> {
            use crate::work::Work;
            let (a, b): ($fp, $fp) = (read(&inputs.a), read(&inputs.b));
            let s: $fq = read(&inputs.s);
            let four = [a, a + b, a.double(), b];
            vec![
                Work::new("FpMultiplyChain", 1, a, move |x| *x *= &b, write),
                Work::new("FqMultiplyChain", 1, s, move |x| *x *= &s, write),
                Work::new(
                    "FpMultiplyFour",
                    4,
                    four,
                    move |x| {
                        x[0] *= &b;
                        x[1] *= &b;
                        x[2] *= &b;
                        x[3] *= &b;
                    },
                    |x| x.iter().map(write).collect(),
                ),
                Work::new("FpSquareChain", 1, a, |x| *x = x.square(), write),
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
                Work::new(
                    "FpSquareRoot",
                    1,
                    (a, a),
                    move |(x, root)| {
                        *x += &b;
                        *root = x.square().sqrt().expect("a square has a root");
                    },
                    |(_, root)| write_even(root),
                ),
            ]
        }
    };
}

/// Scalar multiplication. `$point` and `$affine` are the types, `$msm` is a function of
/// scalars and affine points. Needs codec.
macro_rules! groups {
    ($group:ident, $curve_affine:path, $point:ty, $affine:ty, $fp:ty, $fq:ty, $msm:path) => {
        use $curve_affine as _;
        use $group::{Curve as _, Group as _};

        fn point(inputs: &crate::inputs::Inputs) -> $point {
            let (x, y): ($fp, $fp) = (read(&inputs.x), read(&inputs.y));
            <$affine>::from_xy(x, y)
                .expect("a point of the curve")
                .into()
        }

        fn write_point(p: &$point) -> String {
            let affine = p.to_affine().coordinates().expect("not the identity");
            write(affine.x()) + &write(affine.y())
        }

        fn group_works(inputs: &crate::inputs::Inputs) -> Vec<crate::work::Work> {
            use crate::work::Work;
            let s: $fq = read(&inputs.s);
            let p = point(inputs);
            let mut works = vec![
                Work::new(
                    "PallasScalarMultiply",
                    1,
                    p,
                    move |p| *p = *p * &s,
                    write_point,
                ),
                Work::new(
                    "PallasBaseMultiply",
                    1,
                    (s, <$point>::identity()),
                    move |(t, p)| {
                        *t += &s;
                        *p = <$point>::generator() * &*t;
                    },
                    |(_, p)| write_point(p),
                ),
            ];
            for (name, n) in super::MSM {
                let inputs = std::rc::Rc::new(std::cell::OnceCell::new());
                let msm = move |sum: &mut $point| {
                    let (scalars, points) = inputs.get_or_init(|| msm_inputs(s, p, n));
                    *sum = $msm(scalars, points);
                };
                works.push(Work::new(name, 1, p, msm, write_point));
            }
            works
        }

        /// Powers of s, and doublings of p.
        fn msm_inputs(s: $fq, p: $point, n: usize) -> (Vec<$fq>, Vec<$affine>) {
            let scalars = std::iter::successors(Some(s), |power| Some(*power * s));
            let points = std::iter::successors(Some(p), |p| Some(p.double()));
            (
                scalars.take(n).collect(),
                points.take(n).map(|p| p.to_affine()).collect(),
            )
        }
    };
}

pub(super) use {codec, fields, groups};
