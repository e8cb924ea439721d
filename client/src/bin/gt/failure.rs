//! How `gt` fails: the message says what to do next, the exit code says whose fault it was.

use std::process::ExitCode;

use global_table_client::{
    AccountError, AccountId, AmountError, ConnectError, KeyError, LostReason, ReadError, RotateError,
    SubmitError,
};
use serde_json::{json, Map, Value};

/// Why `gt` gave up.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The chain refused. Exit code 1.
    #[error("{0}")]
    Refused(String),
    /// The table refused a slip. Exit code 1.
    #[error("{message}")]
    Slip {
        /// What to do next.
        message: String,
        /// What else programs want to know.
        details: Map<String, Value>,
    },
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
            Self::Refused(_) | Self::Slip { .. } => 1,
            Self::Usage(_) => 2,
            Self::Unreachable(_) => 3,
            Self::Unknown(_) => 4,
        })
    }

    /// The last line that programs read: a status by the exit code, and the message for people.
    pub fn json(&self) -> Value {
        let (status, details) = match self {
            Self::Refused(_) => ("refused", None),
            Self::Slip { details, .. } => ("refused", Some(details)),
            Self::Usage(_) => ("usage", None),
            Self::Unreachable(_) => ("unreachable", None),
            Self::Unknown(_) => ("unknown", None),
        };
        let mut line = json!({ "status": status, "message": self.to_string() });
        if let (Some(line), Some(details)) = (line.as_object_mut(), details) {
            line.extend(details.clone());
        }
        line
    }

    /// Nothing was sent for `who`.
    pub fn to_send(error: SubmitError, who: &AccountId) -> Self {
        match error {
            SubmitError::CannotPay => Self::Refused(format!(
                "{who} has not enough money for the transaction's fee. {}",
                where_money_is(who)
            )),
            error => error.into(),
        }
    }
}

/// What an account that has no money can do about it.
pub fn where_money_is(who: &AccountId) -> String {
    format!(
        "Somebody who has some can send it some; on a development chain: gt transfer {who} 100 --suri //Alice"
    )
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

impl From<RotateError> for Failure {
    fn from(error: RotateError) -> Self {
        match error {
            RotateError::Read(error) => error.into(),
            error => Self::Refused(error.to_string()),
        }
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

impl From<AccountError> for Failure {
    fn from(error: AccountError) -> Self {
        Self::Usage(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use global_table_client::{account, BlockId, Hash};

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

    #[test]
    fn an_account_without_money_should_be_told_where_some_is() {
        let poor = account("//Nobody").unwrap();
        let message = Failure::to_send(SubmitError::CannotPay, &poor).to_string();
        assert!(message.contains(&format!("gt transfer {poor} ")), "{message}");
    }

    #[test]
    fn programs_should_get_a_line_for_every_failure() {
        let details = Map::from_iter([("spot".to_owned(), json!("come_6"))]);
        let message = "no".to_owned();
        let line = Failure::Slip { message, details }.json();
        assert_eq!(
            line,
            json!({ "status": "refused", "message": "no", "spot": "come_6" })
        );
        assert_eq!(
            Failure::Unreachable("gone".into()).json()["status"],
            "unreachable"
        );
    }
}
