//! supranational's pasta-msm, on the points of an older pasta_curves.

use pasta_curves_05::{pallas, Fp, Fq};

use super::zkcrypto::{codec, groups};
use crate::inputs::Inputs;
use crate::work::Work;

codec!(ff_13);
groups!(
    group_13,
    pasta_curves_05::arithmetic::CurveAffine,
    pallas::Point,
    pallas::Affine,
    Fp,
    Fq,
    msm
);

fn msm(scalars: &[Fq], points: &[pallas::Affine]) -> pallas::Point {
    pasta_msm::pallas(points, scalars)
}

pub fn works(inputs: &Inputs) -> Vec<Work> {
    let mut works = group_works(inputs);
    works.retain(|work| work.name.starts_with("PallasMSM"));
    works
}
