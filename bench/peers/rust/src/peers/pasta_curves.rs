//! zcash's pasta_curves, with its assembly and its endomorphism; multi-scalar
//! multiplication as in zcash's halo2_proofs.

use pasta_curves::arithmetic::VartimeField;
use pasta_curves::glv::GlvParams;
use pasta_curves::{Ep, EpAffine, Fp, Fq};

use super::zkcrypto::{codec, fields, groups};
use crate::inputs::Inputs;
use crate::work::Work;

codec!(ff_14);
fields!(ff_14, Fp, Fq);
groups!(
    group_14,
    pasta_curves::arithmetic::CurveAffine,
    Ep,
    EpAffine,
    Fp,
    Fq,
    halo2_proofs::arithmetic::best_multiexp
);

pub fn works(inputs: &Inputs) -> Vec<Work> {
    let (a, b): (Fp, Fp) = (read(&inputs.a), read(&inputs.b));
    let s: Fq = read(&inputs.s);
    let mut works = field_works(inputs);
    works.extend(group_works(inputs));
    works.extend([
        Work::new(
            "FpInvert",
            1,
            a,
            move |x| *x = x.invert().unwrap() + b,
            write,
        ),
        Work::new(
            "FpInvertVarTime",
            1,
            a,
            move |x| *x = x.invert_vartime().unwrap() + b,
            write,
        ),
        Work::new(
            "PallasScalarMultiplyVarTime",
            1,
            point(inputs),
            move |p| *p = p.mul_glv(&s),
            write_point,
        ),
    ]);
    works
}
