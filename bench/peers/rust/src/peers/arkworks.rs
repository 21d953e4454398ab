//! arkworks: ark-pallas with the endomorphism of ark-ec.

use std::cell::OnceCell;
use std::rc::Rc;

use ark_ec::scalar_mul::glv::GLVConfig;
use ark_ec::{AffineRepr, CurveGroup, PrimeGroup, VariableBaseMSM};
use ark_ff::{AdditiveGroup, BigInteger, Field, PrimeField, Zero};
use ark_pallas::{Affine, Fq as Fp, Fr as Fq, PallasConfig, Projective};

use crate::inputs::{hex, Inputs};
use crate::work::Work;

// arkworks names the fields after their role: Fq is the base field, Fr the scalars.

fn read<F: PrimeField>(bytes: &[u8; 32]) -> F {
    F::from_le_bytes_mod_order(bytes)
}

fn write<F: PrimeField>(x: &F) -> String {
    hex(&x.into_bigint().to_bytes_le())
}

fn write_even(x: &Fp) -> String {
    if x.into_bigint().is_odd() {
        write(&-*x)
    } else {
        write(x)
    }
}

fn write_point(p: &Projective) -> String {
    let (x, y) = p.into_affine().xy().expect("not the identity");
    write(&x) + &write(&y)
}

pub fn works(inputs: &Inputs) -> Vec<Work> {
    let mut works = field_works(inputs);
    works.extend(group_works(inputs));
    works
}

fn field_works(inputs: &Inputs) -> Vec<Work> {
    let (a, b): (Fp, Fp) = (read(&inputs.a), read(&inputs.b));
    let s: Fq = read(&inputs.s);
    vec![
        Work::new("FpMultiplyChain", 1, a, move |x| *x *= &b, write),
        Work::new("FqMultiplyChain", 1, s, move |x| *x *= &s, write),
        Work::new(
            "FpMultiplyFour",
            4,
            [a, a + b, a.double(), b],
            move |x| {
                x[0] *= &b;
                x[1] *= &b;
                x[2] *= &b;
                x[3] *= &b;
            },
            |x| x.iter().map(write).collect(),
        ),
        Work::new(
            "FpSquareChain",
            1,
            a,
            |x| {
                x.square_in_place();
            },
            write,
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
        Work::new(
            "FpInvertVarTime",
            1,
            a,
            move |x| *x = x.inverse().expect("not zero") + b,
            write,
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

fn group_works(inputs: &Inputs) -> Vec<Work> {
    let s: Fq = read(&inputs.s);
    let p: Projective = Affine::new(read(&inputs.x), read(&inputs.y)).into();
    let mut works = vec![
        Work::new(
            "PallasScalarMultiplyVarTime",
            1,
            p,
            move |p| *p = PallasConfig::glv_mul_projective(*p, s),
            write_point,
        ),
        Work::new(
            "PallasBaseMultiply",
            1,
            (s, Projective::zero()),
            move |(t, p)| {
                *t += &s;
                *p = PallasConfig::glv_mul_projective(Projective::generator(), *t);
            },
            |(_, p)| write_point(p),
        ),
    ];
    for (name, n) in super::MSM {
        let inputs = Rc::new(OnceCell::new());
        let msm = move |sum: &mut Projective| {
            let (scalars, points) = inputs.get_or_init(|| msm_inputs(s, p, n));
            *sum = Projective::msm(points, scalars).expect("equal lengths");
        };
        works.push(Work::new(name, 1, p, msm, write_point));
    }
    works
}

/// Powers of s, and doublings of p.
fn msm_inputs(s: Fq, p: Projective, n: usize) -> (Vec<Fq>, Vec<Affine>) {
    let scalars = std::iter::successors(Some(s), |power| Some(*power * s))
        .take(n)
        .collect();
    let points: Vec<_> = std::iter::successors(Some(p), |p| Some(p.double()))
        .take(n)
        .collect();
    (scalars, Projective::normalize_batch(&points))
}
