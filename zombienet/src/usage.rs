//! What a process takes of the machine, as Linux tells.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// Clock ticks of a second in `/proc`: what Linux tells user space on every architecture.
const TICKS_PER_SECOND: f64 = 100.0;
const BYTES_PER_KIB: u64 = 1024;

/// A reading of what a process has taken so far.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    at: Instant,
    /// What of its memory is in the machine's, in bytes.
    pub resident_bytes: u64,
    /// The time that it has computed, on all cores together.
    pub computed: Duration,
}

impl Usage {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// If there is no such process.
    pub fn of(pid: u32) -> Result<Self> {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
        let mut lines = status.lines();
        let resident = lines.find_map(|line| line.strip_prefix("VmRSS:"));
        let kib: u64 = resident
            .and_then(|text| text.trim().strip_suffix(" kB")?.parse().ok())
            .with_context(|| format!("process {pid} has no memory"))?;
        Ok(Self {
            at: Instant::now(),
            resident_bytes: kib * BYTES_PER_KIB,
            computed: computed(pid)?,
        })
    }

    /// The share of one core that it took since an earlier reading: 0.5 is half a core.
    pub fn core_share_since(&self, earlier: &Self) -> f64 {
        let computed = self.computed.saturating_sub(earlier.computed);
        computed.as_secs_f64() / (self.at - earlier.at).as_secs_f64()
    }
}

/// Fields 14 and 15 of `/proc/PID/stat`; the name before them may hold anything but ends with the last parenthesis.
fn computed(pid: u32) -> Result<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let (_, rest) = stat.rsplit_once(") ").context("a line of /proc/PID/stat")?;
    let ticks: u64 = rest
        .split(' ')
        .skip(11)
        .take(2)
        .map(|field| field.parse::<u64>())
        .sum::<Result<u64, _>>()?;
    Ok(Duration::from_secs_f64(ticks as f64 / TICKS_PER_SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_computes_should_take_a_share_of_a_core() -> Result<()> {
        let before = Usage::of(std::process::id())?;
        let until = Instant::now() + Duration::from_millis(300);
        let mut sum = 0u64;
        while Instant::now() < until {
            sum = std::hint::black_box(sum.wrapping_mul(31).wrapping_add(7));
        }
        let after = Usage::of(std::process::id())?;
        assert!(after.core_share_since(&before) > 0.0);
        assert!(after.resident_bytes > BYTES_PER_KIB);
        Ok(())
    }
}
