//! field.eval and curve.*: the crate pasta_curves, with Mina's generators.

use pasta_curves::arithmetic::{Coordinates, CurveAffine};
use pasta_curves::group::ff::{Field, PrimeField};
use pasta_curves::{EpAffine, EqAffine, Fp, Fq};
use serde_json::{Value, json};

use crate::verdict::{Answer, Refusal, decimal, invalid, number, object, text, unsupported};

pub fn evaluate(input: &Value) -> Answer {
    match text(input, "field")? {
        "fp" => evaluate_in::<Fp>(input),
        "fq" => evaluate_in::<Fq>(input),
        _ => Err(unsupported("such field")),
    }
}

fn evaluate_in<F: PrimeField>(input: &Value) -> Answer {
    let a: F = number(input.get("a"))?;
    let b = || number::<F>(input.get("b"));
    let value = match text(input, "fn")? {
        "add" => a + b()?,
        "sub" => a - b()?,
        "mul" => a * b()?,
        "neg" => -a,
        "square" => a.square(),
        "inv" => Option::from(a.invert()).ok_or(invalid("no_inverse"))?,
        "sqrt" => {
            let root: F = Option::from(a.sqrt()).ok_or(invalid("no_square_root"))?;
            // The crate returns either root.
            if root.is_odd().into() { -root } else { root }
        }
        _ => return Err(unsupported("such function")),
    };
    Ok(json!({ "value": decimal(&value) }))
}

/// A curve, with the generator that Mina uses. The crate's own are Zcash's, (-1, 2).
pub trait Mina: CurveAffine {
    const GENERATOR_Y: &str;

    fn mina_generator() -> Self {
        let y = Self::Base::from_str_vartime(Self::GENERATOR_Y).expect("a decimal number");
        Option::from(Self::from_xy(Self::Base::ONE, y)).expect("a point of the curve")
    }
}

impl Mina for EpAffine {
    const GENERATOR_Y: &str =
        "12418654782883325593414442427049395787963493412651469444558597405572177144507";
}

impl Mina for EqAffine {
    const GENERATOR_Y: &str =
        "11426906929455361843568202299992114520848200991084027513389447476559454104162";
}

/// The function of the curve that an input names.
fn on_curve(input: &Value, pallas: fn(&Value) -> Answer, vesta: fn(&Value) -> Answer) -> Answer {
    match text(input, "curve")? {
        "pallas" => pallas(input),
        "vesta" => vesta(input),
        _ => Err(unsupported("such curve")),
    }
}

pub fn add(input: &Value) -> Answer {
    fn run<C: Mina>(input: &Value) -> Answer {
        let (p, q): (C, C) = (point(input, "p")?, point(input, "q")?);
        Ok(output(C::from(p + q)))
    }
    on_curve(input, run::<EpAffine>, run::<EqAffine>)
}

pub fn scale(input: &Value) -> Answer {
    fn run<C: Mina>(input: &Value) -> Answer {
        let base = match input.get("point") {
            None => C::mina_generator(),
            Some(_) => point(input, "point")?,
        };
        let scalar: C::Scalar = number(input.get("scalar"))?;
        Ok(output(C::from(base * scalar)))
    }
    on_curve(input, run::<EpAffine>, run::<EqAffine>)
}

pub fn check(input: &Value) -> Answer {
    fn run<C: Mina>(input: &Value) -> Answer {
        match point::<C>(input, "point") {
            Ok(_) => Ok(json!({ "onCurve": true })),
            Err(Refusal::Invalid("point_not_on_curve")) => Ok(json!({ "onCurve": false })),
            Err(refusal) => Err(refusal),
        }
    }
    on_curve(input, run::<EpAffine>, run::<EqAffine>)
}

/// Reads a point. For the crate, as for the protocol, (0, 0) is the identity.
fn point<C: CurveAffine>(input: &Value, name: &str) -> Result<C, Refusal> {
    let member = object(input, name)?;
    let (x, y) = (number(member.get("x"))?, number(member.get("y"))?);
    Option::from(C::from_xy(x, y)).ok_or(invalid("point_not_on_curve"))
}

/// The output of an operation that yields a point.
fn output<C: CurveAffine>(p: C) -> Value {
    let coordinates: Option<Coordinates<C>> = p.coordinates().into();
    let (x, y) = coordinates.map_or((C::Base::ZERO, C::Base::ZERO), |c| (*c.x(), *c.y()));
    json!({ "point": { "x": decimal(&x), "y": decimal(&y) } })
}
