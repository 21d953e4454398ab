//! What is measured, and how: the same as in bench/peers/measure.go.

use std::time::{Duration, Instant};

/// The time that a slice lasts at least, if it has more than one iteration.
const SLICE: Duration = Duration::from_micros(200);

/// The iterations of a check.
const CHECKED: u64 = 2;

/// A work that a peer can do. Its state goes from iteration to iteration.
pub struct Work {
    pub name: &'static str,
    /// Operations of an iteration.
    operations: u64,
    /// Iterations of a slice, once known.
    iterations: Option<u64>,
    check: Box<dyn Fn() -> String>,
    run: Box<dyn FnMut(u64)>,
}

impl Work {
    /// A work of so many operations an iteration; digest tells the state as text.
    pub fn new<S, D>(
        name: &'static str,
        operations: u64,
        start: S,
        step: impl Fn(&mut S) + Clone + 'static,
        digest: D,
    ) -> Self
    where
        S: Clone + 'static,
        D: Fn(&S) -> String + 'static,
    {
        let (mut state, stepped) = (start.clone(), step.clone());
        Self {
            name,
            operations,
            iterations: None,
            check: Box::new(move || {
                let mut state = start.clone();
                (0..CHECKED).for_each(|_| step(&mut state));
                digest(&state)
            }),
            run: Box::new(move |n| (0..n).for_each(|_| stepped(&mut state))),
        }
    }

    pub fn check(&self) -> String {
        (self.check)()
    }

    /// Runs slices for the time given, at least one. Returns the number of operations
    /// and the median over slices of the nanoseconds an operation.
    pub fn measure(&mut self, time: Duration) -> (u64, f64) {
        let n = self.iterations.unwrap_or_else(|| self.calibrate());
        self.iterations = Some(n);
        let (mut slices, mut total) = (vec![], Duration::ZERO);
        while slices.is_empty() || total < time {
            let elapsed = self.slice(n);
            total += elapsed;
            slices.push(elapsed.as_nanos() as f64 / (n * self.operations) as f64);
        }
        slices.sort_by(f64::total_cmp);
        let middle = slices.len() / 2;
        let median = if slices.len() % 2 == 1 {
            slices[middle]
        } else {
            (slices[middle - 1] + slices[middle]) / 2.0
        };
        (slices.len() as u64 * n * self.operations, median)
    }

    /// Returns a number of iterations that takes a slice. It believes three
    /// measurements, since one may have been interrupted.
    fn calibrate(&mut self) -> u64 {
        let mut n = 1;
        while (0..3).any(|_| self.slice(n) < SLICE) && n < 1 << 30 {
            n *= 2;
        }
        n
    }

    fn slice(&mut self, n: u64) -> Duration {
        let start = Instant::now();
        (self.run)(n);
        start.elapsed()
    }
}
