//! The peers: each a list of works.

mod arkworks;
mod halo2curves;
mod pasta_curves;
mod pasta_msm;
mod semolina;
mod zkcrypto;

use crate::inputs::Inputs;
use crate::work::Work;

pub struct Peer {
    pub name: &'static str,
    /// Crates and versions, as in Cargo.toml.
    pub versions: &'static [&'static str],
    pub works: fn(&Inputs) -> Vec<Work>,
}

pub const ALL: &[Peer] = &[
    Peer {
        name: "pasta_curves",
        versions: &["pasta_curves 0.6.1 (asm, glv)", "halo2_proofs 0.4.1 (MSM)"],
        works: pasta_curves::works,
    },
    Peer {
        name: "halo2curves",
        versions: &["halo2curves 0.10.0 (asm)"],
        works: halo2curves::works,
    },
    Peer {
        name: "arkworks",
        versions: &[
            "ark-pallas 0.6.0 (asm)",
            "ark-ec 0.6.0 (parallel)",
            "ark-ff 0.6.0 (asm)",
        ],
        works: arkworks::works,
    },
    Peer {
        name: "semolina",
        versions: &["semolina 0.1.5"],
        works: semolina::works,
    },
    Peer {
        name: "pasta-msm",
        versions: &["pasta-msm 0.1.5"],
        works: pasta_msm::works,
    },
];

/// The sizes of multi-scalar multiplications, each with its work's name.
const MSM: [(&str, usize); 3] = [
    ("PallasMSM/n=1024", 1024),
    ("PallasMSM/n=16384", 16384),
    ("PallasMSM/n=65536", 65536),
];
