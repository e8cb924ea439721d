//! How the node ends when something is wrong: in words that say what to do.

use sc_cli::Error;

/// What to do when the database can't be read or written.
const DATABASE: &str = "the node's database can't be used. If another node runs with the same `--base-path`, stop one of them. \
    Otherwise the database is damaged, or its disk is full or failing: make room, then remove the database with \
    `global-table-node purge-chain` and the same `--chain` and `--base-path`, which keeps all keys, and start with `--sync warp`";

/// An error in words.
pub fn text(error: &Error) -> String {
    if is_of_database(error) {
        format!("{error}\n{DATABASE}")
    } else {
        error.to_string()
    }
}

fn is_of_database(error: &Error) -> bool {
    use sp_blockchain::Error::{Backend, Blockchain, DatabaseError, StateDatabase, Storage};

    let (Error::Service(sc_service::Error::Client(error)) | Error::Client(error)) = error else {
        return false;
    };
    let inner = match error {
        Blockchain(inner) => inner,
        error => error,
    };
    matches!(
        inner,
        Backend(_) | DatabaseError(_) | StateDatabase(_) | Storage(_)
    )
}

/// Has the process end in words, rather than by a bare signal, when a mapped file of its database can't be read or written:
/// the disk is full, fails, or the file was cut.
///
/// # Errors
///
/// If the system refuses the handler.
pub fn explain_bus_errors() -> std::io::Result<()> {
    #[cfg(unix)]
    unix::explain_bus_errors()?;
    Ok(())
}

#[cfg(unix)]
mod unix {
    use std::{ffi::c_int, io};

    const TEXT: &str = "error: a mapped file could not be read or written: the disk of the node's database is full or failing, or a \
        file of it was cut. Make room and start again; if that fails, see `global-table-node purge-chain --help`\n";

    /// Only what is allowed in a signal handler: no memory is allocated, no lock is taken.
    extern "C" fn end(_: c_int) {
        // SAFETY: `write` and `_exit` may be called in a signal handler, and the text lives for ever.
        unsafe {
            libc::write(libc::STDERR_FILENO, TEXT.as_ptr().cast(), TEXT.len());
            libc::_exit(1);
        }
    }

    pub fn explain_bus_errors() -> io::Result<()> {
        let handler = end as extern "C" fn(c_int) as libc::sighandler_t;
        // SAFETY: the handler does only what is allowed in one. Nothing else in the node handles this signal on Linux.
        match unsafe { libc::signal(libc::SIGBUS, handler) } {
            libc::SIG_ERR => Err(io::Error::last_os_error()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_database_should_come_with_what_to_do() {
        let damaged = sp_blockchain::Error::Backend("Corruption: bad entry".into());
        let text = text(&Error::Service(sc_service::Error::Client(damaged)));
        assert!(
            text.contains("Corruption: bad entry") && text.contains("purge-chain"),
            "{text}"
        );
    }

    #[test]
    fn another_error_should_be_left_alone() {
        assert_eq!(
            text(&Error::Input("no such flag".into())),
            "Invalid input: no such flag"
        );
    }
}
