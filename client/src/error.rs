//! What can go wrong, one enum per operation; each message says what to do next.

use subxt::error as sx;

use crate::BlockId;

/// Why no node could be used.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// There is nothing to connect to.
    #[error("no URL was given; give at least one, like ws://127.0.0.1:9944")]
    NoUrl,
    /// Every URL failed.
    #[error("no node answers: {0}; start one, or give its address with --url")]
    Unreachable(String),
    /// The nodes belong to another chain, or to another release of this one.
    #[error(
        "the node at the other end runs another runtime ({0}); use the tools of the same release as the node"
    )]
    Incompatible(String),
}

/// Why something could not be read from the chain.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No node answered. Every read tries all URLs first.
    #[error("no node answers: {0}; check that it runs, then try again")]
    Unreachable(String),
    /// The node does not have the block, or no longer has its state.
    #[error("the node does not have {0}; ask for a newer block, or ask a node that archives")]
    NoBlock(String),
    /// The node's runtime is of another release.
    #[error(
        "the node's runtime is of another release than this client; use the tools of the node's release"
    )]
    Incompatible,
    /// The node refused or answered something unexpected.
    #[error("the node answered unexpectedly: {0}")]
    Unexpected(String),
}

/// Why a call, once in a block, changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{name}: {docs}")]
pub struct CallError {
    /// The error's name, like `GlobalTable::BettingOpen`, `Token` or `BadOrigin`.
    pub name: String,
    /// What the chain's metadata says about it.
    pub docs: String,
}

impl CallError {
    /// Is it the error `name` of any pallet, like `BettingOpen`?
    pub fn is(&self, name: &str) -> bool {
        self.name == name || self.name.rsplit("::").next() == Some(name)
    }
}

/// Why a transaction was not even sent.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// The node's pool refused it, and would refuse it again.
    #[error("the node refuses the transaction: {0}")]
    Refused(String),
    /// The account can't pay the fee.
    #[error("the account can't pay the transaction's fee; fund it first")]
    CannotPay,
    /// The call does not fit the node's runtime.
    #[error("the call can't be encoded for the node's runtime ({0}); use the tools of the node's release")]
    Encode(String),
    /// Too many transactions of the account wait already.
    #[error("{0} transactions of this account wait already; wait until some are in a block")]
    TooManyWaiting(usize),
    /// What has to be known before could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Why a transaction was given up after it had been sent.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LostReason {
    /// The pool refuses to have it back.
    #[error("it fell out of the pool, which refuses to have it back: {0}")]
    Refused(String),
    /// It was sent again and again and never got into a block.
    #[error("it was sent {0} times and never got into a block")]
    NeverIncluded(u32),
    /// Nobody watches any more: the program is ending.
    #[error("the watch ended before the transaction was final")]
    Unwatched,
    /// A block could not be read, so nobody knows whether the transaction is in it.
    #[error("{0} can't be read any more, so it is unknown whether the transaction is in it")]
    Unknown(BlockId),
}

/// Why a text is no key.
#[derive(Debug, thiserror::Error)]
#[error("this is no secret: {0}; write a phrase or a development key like //Alice")]
pub struct KeyError(pub String);

/// Why a text is no account.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "`{text}` is no address: {reason}; write one like {}, or a development key like //Alice",
    AN_ADDRESS
)]
pub struct AddressError {
    /// What was read.
    pub text: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// An address, as an example: the one of `//Alice`.
const AN_ADDRESS: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

/// Why a text names no account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// It looks like an address, and is none.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// It looks like a secret, and is none.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Why bytes are no session keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("session keys are 64 bytes, and these are {0}; take them as the node's operator was told them")]
pub struct KeysError(pub usize);

/// Why a node gives no session keys.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// The node does not let others do this.
    #[error(
        "the node does not let its keys be rotated from here; start it with --rpc-methods unsafe, reachable by nobody \
         else, or ask it on its own machine"
    )]
    Unsafe,
    /// The node made keys, but no proof that it holds them, without which the chain takes none.
    #[error("the node gives no proof that it holds the keys; use a node of the same release as these tools")]
    NoProof,
    /// The keys were not as many bytes as the chain's keys have.
    #[error("the node's keys don't fit this chain; use a node of the same release as these tools")]
    Misfit,
    /// No node answered, or it answered something unexpected.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Why a text is no amount.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AmountError {
    /// It is no decimal number.
    #[error("`{0}` is no amount; write GTT with digits and at most one point, like 2.5")]
    Malformed(String),
    /// It has decimals below the smallest unit.
    #[error("`{0}` has too many decimals; the smallest amount is 0.000000000001 GTT")]
    TooPrecise(String),
    /// It does not fit 128 bits.
    #[error("`{0}` is more than all the money there is; write less")]
    TooLarge(String),
}

impl From<subxt::rpcs::Error> for ReadError {
    fn from(error: subxt::rpcs::Error) -> Self {
        match error {
            subxt::rpcs::Error::User(error) => Self::Unexpected(error.message),
            error => Self::Unreachable(error.to_string()),
        }
    }
}

/// Tells apart what the caller can do something about: a backend that is away, a client of another release, the rest.
macro_rules! read_error {
    ($($error:path, $incompatible:path;)*) => {$(
        impl From<$error> for ReadError {
            fn from(error: $error) -> Self {
                match error {
                    $incompatible => Self::Incompatible,
                    error => unexpected(chain_of(&error)),
                }
            }
        }
    )*};
}

read_error! {
    sx::RuntimeApiError, sx::RuntimeApiError::IncompatibleCodegen;
    sx::StorageError, sx::StorageError::IncompatibleCodegen;
}

impl From<sx::OnlineClientAtBlockError> for ReadError {
    fn from(error: sx::OnlineClientAtBlockError) -> Self {
        use sx::OnlineClientAtBlockError::{BlockHeaderNotFound, BlockNotFound};
        match error {
            BlockHeaderNotFound { .. } | BlockNotFound { .. } => Self::NoBlock(chain_of(&error)),
            error => Self::Unexpected(chain_of(&error)),
        }
    }
}

impl From<sx::EventsError> for ReadError {
    fn from(error: sx::EventsError) -> Self {
        Self::Unexpected(chain_of(&error))
    }
}

impl From<sx::StorageValueError> for ReadError {
    fn from(error: sx::StorageValueError) -> Self {
        Self::Unexpected(chain_of(&error))
    }
}

/// What a node says when it has forgotten a block's state. That of a fork goes as soon as another one is final.
const STATE_IS_GONE: &str = "State already discarded";

fn unexpected(text: String) -> ReadError {
    match text.contains(STATE_IS_GONE) {
        true => ReadError::NoBlock("the state of that block any more".into()),
        false => ReadError::Unexpected(text),
    }
}

/// An error and its sources in one line.
pub(crate) fn chain_of(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_error_should_be_known_by_its_short_name() {
        let error = CallError {
            name: "GlobalTable::BettingOpen".into(),
            docs: String::new(),
        };
        assert!(error.is("BettingOpen") && error.is("GlobalTable::BettingOpen") && !error.is("Open"));
    }
}
