//! Keeps the node's memory small: what it has freed goes back to the system.
//!
//! By itself, the GNU C library's allocator keeps most of what is freed, in up to eight arenas for each core:
//! what the runtime's compilation took when the node started, and the holes between short-lived and lasting
//! pieces. After a quarter of an hour of play that is as much as what is in use.

/// Has freed memory go back to the system, until the process ends. To be called before other threads begin.
///
/// With another C library it does nothing: this allocator is the one that has to be told.
///
/// # Errors
///
/// If the system has no thread left for it.
pub fn keep_small() -> std::io::Result<()> {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    gnu::keep_small()?;
    Ok(())
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod gnu {
    use std::{ffi::c_int, io, thread, time::Duration};

    /// The setting of how many arenas there may be, by its number in `malloc.h`.
    const M_ARENA_MAX: c_int = -8;
    /// The node has some thirty threads, but few that allocate much at once.
    const ARENAS: c_int = 2;
    /// How often the arenas are looked through for free pages. It takes some milliseconds at most, in
    /// which other threads may wait for memory.
    const TRIM_INTERVAL: Duration = Duration::from_secs(60);
    /// What may stay at an arena's end: nothing.
    const KEPT_BYTES: usize = 0;

    extern "C" {
        fn mallopt(setting: c_int, value: c_int) -> c_int;
        fn malloc_trim(pad: usize) -> c_int;
    }

    pub fn keep_small() -> io::Result<()> {
        // SAFETY: the C library's own function, with numbers that it knows or refuses.
        unsafe { mallopt(M_ARENA_MAX, ARENAS) };
        thread::Builder::new()
            .name("memory-trim".into())
            .spawn(|| loop {
                thread::sleep(TRIM_INTERVAL);
                // SAFETY: the C library's own function. It may be called at any time, from any thread.
                unsafe { malloc_trim(KEPT_BYTES) };
            })
            .map(drop)
    }
}
