//! halo2curves: its own implementation of the Pasta cycle. Its inversion ends early,
//! so it counts as one of variable time.

use halo2curves::pasta::{Fp, Fq, Pallas, PallasAffine};

use super::zkcrypto::{codec, fields, groups};
use crate::inputs::Inputs;
use crate::work::Work;

codec!(ff_13);
fields!(ff_13, Fp, Fq);
groups!(
    group_13,
    halo2curves::CurveAffine,
    Pallas,
    PallasAffine,
    Fp,
    Fq,
    halo2curves::msm::msm_best
);

pub fn works(inputs: &Inputs) -> Vec<Work> {
    let (a, b): (Fp, Fp) = (read(&inputs.a), read(&inputs.b));
    let mut works = field_works(inputs);
    works.extend(group_works(inputs));
    works.push(Work::new(
        "FpInvertVarTime",
        1,
        a,
        move |x| *x = x.invert().unwrap() + b,
        write,
    ));
    works
}
