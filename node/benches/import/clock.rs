//! How long something takes.

use std::time::{Duration, Instant};

use crate::Result;

/// Which time counts.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The time that passes.
    Wall,
    /// The time for which the calling thread has a processor: on a busy machine, less of the others' doing.
    Thread,
}

impl Clock {
    /// What `work` returns, and how long it took.
    pub fn time<T>(self, work: impl FnOnce() -> T) -> Result<(T, Duration)> {
        match self {
            Self::Wall => {
                let began = Instant::now();
                let done = work();
                Ok((done, began.elapsed()))
            }
            Self::Thread => {
                let began = thread_time()?;
                let done = work();
                Ok((done, thread_time()?.saturating_sub(began)))
            }
        }
    }
}

/// For how long the calling thread has had a processor so far.
fn thread_time() -> Result<Duration> {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the pointer is to a value of the right type that lives until the call has returned.
    if unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) } != 0 {
        return Err(std::io::Error::last_os_error().into());
    }
    Ok(Duration::new(time.tv_sec.try_into()?, time.tv_nsec.try_into()?))
}
