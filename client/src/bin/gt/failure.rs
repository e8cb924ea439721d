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
    /// Something was sent, and nobody knows whether it took effect. Exit code 4.
    #[error("{0}")]
    Unknown(String),
}

impl Failure {
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            Self::Usage(_) => 2,
            Self::Unreachable(_) => 3,
            Self::Unknown(_) => 4,
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
        match reason {
            LostReason::Refused(_) => Self::Refused(format!(
                "the transaction is lost: {reason}; it did nothing, try again"
            )),
            // A pool may still hold it, or a block that was not read.
            LostReason::NeverIncluded(_) | LostReason::Unwatched | LostReason::Unknown(_) => Self::Unknown(
                format!("the transaction is out of sight: {reason}. It may be in a block, or get into one"),
            ),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{BlockId, Hash};

    #[test]
    fn only_a_refused_transaction_should_be_said_to_have_done_nothing() {
        let block = BlockId {
            number: 7,
            hash: Hash::zero(),
        };
        for reason in [
            LostReason::NeverIncluded(8),
            LostReason::Unwatched,
            LostReason::Unknown(block),
        ] {
            let Failure::Unknown(message) = Failure::from(reason) else {
                panic!("it may be in a block")
            };
            assert!(message.contains("may be in a block"), "{message}");
        }
        let refused = Failure::from(LostReason::Refused("no".into()));
        assert!(matches!(refused, Failure::Refused(message) if message.contains("did nothing")));
    }
}
