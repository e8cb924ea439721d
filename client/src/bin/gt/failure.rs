//! How `gt` fails: the message says what to do next, the exit code says whose fault it was.

use std::process::ExitCode;

use global_table_client::{AmountError, ConnectError, KeyError, LostReason, ReadError, SubmitError};

/// Why `gt` gave up.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The chain refused. Exit code 1.
    #[error("{0}")]
    Refused(String),
    /// The arguments make no sense. Exit code 2.
    #[error("{0}")]
    Usage(String),
    /// No node could be used. Exit code 3.
    #[error("{0}")]
    Unreachable(String),
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Unreachable(_) => 3,
        })
    }
}

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

impl From<SubmitError> for Failure {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Read(error) => error.into(),
            error => Self::Refused(error.to_string()),
        }
    }
}

impl From<LostReason> for Failure {
    fn from(reason: LostReason) -> Self {
        Self::Refused(format!(
            "the transaction is lost: {reason}; nothing was bet, try again"
        ))
    }
}

impl From<AmountError> for Failure {
    fn from(error: AmountError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::Usage(error.to_string())
    }
}
