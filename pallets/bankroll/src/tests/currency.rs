//! `Money` against `pallet-balances`, on accounts of every kind: whatever either does, the other does.

use frame_support::{
    storage::unhashed,
    traits::{
        fungible::{Balanced, Mutate},
        tokens::{
            Fortitude::{self, Force, Polite},
            Precision::{self, BestEffort, Exact},
            Preservation::{self, Expendable, Preserve, Protect},
        },
        Imbalance,
    },
};
use frame_system::{Account, AccountInfo};
use pallet_balances::{AccountData, ExtraFlags};
use proptest::prelude::*;
use sp_runtime::{DispatchError, StateVersion};

use crate::{currency::set_free, mock::*, Balance, Money};

/// Whose account it is about: nobody's in the mock's genesis.
const WHO: u64 = 77;

type Stored = AccountInfo<u32, AccountData<Balance>>;
type Outcome = Result<Balance, DispatchError>;

#[derive(Clone, Copy, Debug)]
enum Move {
    Decrease(Balance, Precision, Preservation, Fortitude),
    Increase(Balance, Precision),
    Withdraw(Balance, Precision, Preservation, Fortitude),
    Deposit(Balance, Precision),
    Resolve(Balance),
    TransferFrom(Balance, Preservation),
    TransferTo(Balance, Preservation),
    Mint(Balance),
    Burn(Balance, Precision, Preservation, Fortitude),
}

impl Move {
    /// Makes the move through the currency `M`. Credits and debts are dropped, which changes the issuance.
    fn through<M>(self) -> Outcome
    where
        M: Balanced<u64, Balance = Balance> + Mutate<u64>,
    {
        match self {
            Self::Decrease(amount, precision, preservation, force) => {
                M::decrease_balance(&WHO, amount, precision, preservation, force)
            }
            Self::Increase(amount, precision) => M::increase_balance(&WHO, amount, precision),
            Self::Withdraw(amount, precision, preservation, force) => {
                M::withdraw(&WHO, amount, precision, preservation, force).map(|credit| credit.peek())
            }
            Self::Deposit(amount, precision) => M::deposit(&WHO, amount, precision).map(|debt| debt.peek()),
            Self::Resolve(amount) => match M::resolve(&WHO, M::issue(amount)) {
                Ok(()) => Ok(amount),
                Err(credit) => Ok(Balance::MAX - credit.peek()),
            },
            Self::TransferFrom(amount, preservation) => M::transfer(&WHO, &ALICE, amount, preservation),
            Self::TransferTo(amount, preservation) => M::transfer(&ALICE, &WHO, amount, preservation),
            Self::Mint(amount) => M::mint_into(&WHO, amount),
            Self::Burn(amount, precision, preservation, force) => {
                M::burn_from(&WHO, amount, preservation, precision, force)
            }
        }
    }
}

/// Amounts around everything at which something changes.
fn amount() -> impl Strategy<Value = Balance> {
    let edge = prop_oneof![
        Just(0),
        Just(EXISTENTIAL),
        Just(2 * EXISTENTIAL),
        Just(UNIT),
        Just(PURSE),
        Just(Balance::MAX / 2),
        Just(Balance::MAX),
    ];
    let near = (edge, 0..4u8).prop_map(|(edge, step)| match step {
        0 => edge,
        1 => edge.saturating_add(1),
        2 => edge.saturating_sub(1),
        _ => edge.saturating_sub(EXISTENTIAL),
    });
    prop_oneof![3 => near, 1 => 0..=3 * EXISTENTIAL, 1 => 0..=2 * UNIT]
}

/// Mostly nothing.
fn tied() -> impl Strategy<Value = Balance> {
    prop_oneof![3 => Just(0), 2 => amount()]
}

fn stored() -> impl Strategy<Value = Option<Stored>> {
    let references = (
        prop_oneof![1 => Just(0u32), 4 => Just(1), 1 => Just(2)],
        0..3u32,
        prop_oneof![4 => Just(0u32), 1 => Just(1)],
    );
    let account = (amount(), tied(), tied(), references, 0..8u8);
    let account = account.prop_map(|(free, reserved, frozen, references, kind)| {
        let (providers, consumers, sufficients) = references;
        let flags = match kind {
            0 => ExtraFlags::old_logic(),
            _ => ExtraFlags::default(),
        };
        let data = AccountData {
            free,
            reserved,
            frozen,
            flags,
        };
        Stored {
            nonce: kind.into(),
            consumers,
            providers,
            sufficients,
            data,
        }
    });
    prop_oneof![1 => Just(None), 15 => account.prop_map(Some)]
}

fn precision() -> impl Strategy<Value = Precision> {
    prop_oneof![Just(Exact), Just(BestEffort)]
}

fn preservation() -> impl Strategy<Value = Preservation> {
    prop_oneof![Just(Preserve), Just(Protect), Just(Expendable)]
}

fn fortitude() -> impl Strategy<Value = Fortitude> {
    prop_oneof![3 => Just(Polite), 1 => Just(Force)]
}

fn step() -> impl Strategy<Value = Move> {
    let parts = (amount(), precision(), preservation(), fortitude(), 0..9u8);
    parts.prop_map(|(amount, precision, preservation, force, which)| match which {
        0 => Move::Decrease(amount, precision, preservation, force),
        1 => Move::Increase(amount, precision),
        2 => Move::Withdraw(amount, precision, preservation, force),
        3 => Move::Deposit(amount, precision),
        4 => Move::Resolve(amount),
        5 => Move::TransferFrom(amount, preservation),
        6 => Move::TransferTo(amount, preservation),
        7 => Move::Mint(amount),
        _ => Move::Burn(amount, precision, preservation, force),
    })
}

/// What is left behind by moves through the currency `M`: every outcome, the stored account, the events, and the root of
/// all of the state.
fn play<M>(
    stored: Option<&Stored>,
    steps: &[Move],
) -> (Vec<Outcome>, Option<Vec<u8>>, Vec<RuntimeEvent>, Vec<u8>)
where
    M: Balanced<u64, Balance = Balance> + Mutate<u64>,
{
    ExtBuilder::default().build().execute_with(|| {
        if let Some(stored) = stored {
            Account::<Test>::insert(WHO, stored);
        }
        let outcomes = steps.iter().map(|step| step.through::<M>()).collect();
        let account = unhashed::get_raw(&Account::<Test>::hashed_key_for(WHO));
        let events = System::events().into_iter().map(|record| record.event).collect();
        (outcomes, account, events, sp_io::storage::root(StateVersion::V1))
    })
}

fn plain(free: Balance) -> Stored {
    Stored {
        providers: 1,
        data: AccountData {
            free,
            ..Default::default()
        },
        ..Default::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn money_does_what_the_balances_do(stored in stored(), steps in prop::collection::vec(step(), 1..4)) {
        prop_assert_eq!(
            play::<Money<Test>>(stored.as_ref(), &steps),
            play::<Balances>(stored.as_ref(), &steps)
        );
    }
}

#[test]
fn the_short_cut_is_taken_for_an_account_that_lives_on() {
    ExtBuilder::default().build_and_execute(|| {
        Account::<Test>::insert(WHO, plain(UNIT));
        assert!(set_free::<Test>(&WHO, |data| Some(data.free - UNIT / 2)));
        let expected = plain(UNIT / 2);
        assert_eq!(Account::<Test>::get(WHO), expected);
        assert!(set_free::<Test>(&WHO, |_| Some(EXISTENTIAL)));
    });
}

#[test]
fn the_short_cut_is_not_taken_where_more_than_the_balance_could_change() {
    let tied = |reserved, frozen| Stored {
        data: AccountData {
            reserved,
            frozen,
            ..plain(UNIT).data
        },
        ..plain(UNIT)
    };
    let unheld = Stored {
        providers: 0,
        ..plain(UNIT)
    };
    let old = Stored {
        data: AccountData {
            flags: ExtraFlags::old_logic(),
            ..plain(UNIT).data
        },
        ..plain(UNIT)
    };
    let poor = plain(EXISTENTIAL - 1);
    for stored in [tied(1, 0), tied(0, 1), unheld, old, poor, Stored::default()] {
        ExtBuilder::default().build_and_execute(|| {
            Account::<Test>::insert(WHO, &stored);
            assert!(!set_free::<Test>(&WHO, |_| Some(UNIT)), "{stored:?}");
            assert_eq!(Account::<Test>::get(WHO), stored);
        });
    }
    ExtBuilder::default().build_and_execute(|| {
        Account::<Test>::insert(WHO, plain(UNIT));
        assert!(!set_free::<Test>(&WHO, |_| Some(EXISTENTIAL - 1)));
        assert!(!set_free::<Test>(&WHO, |_| None));
        assert_eq!(Account::<Test>::get(WHO), plain(UNIT));
    });
}
