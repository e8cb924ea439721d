//! Rewrites the storage for the pallet's next version.
//!
//! It is a rehearsal, built with the feature `next-version` only: test networks go through an upgrade with a migration
//! before a chain with money on it has to.

use frame_support::{
    migrations::VersionedMigration,
    traits::{Get, UncheckedOnRuntimeUpgrade},
    weights::Weight,
};

use crate::{instructions::set_limits, Config, CurrentLimits, Limits, Pallet};

/// From version 0 to 1, once: the limits are written down that nobody has set, and being offline jails for twice as
/// long.
pub type ToVersion1<T> =
    VersionedMigration<0, 1, DoubleOfflineJail<T>, Pallet<T>, <T as frame_system::Config>::DbWeight>;

/// Lets being offline jail for twice as long, but no longer than [`Config::MaxJail`]. Who is in jail stays as long as it
/// was told.
pub struct DoubleOfflineJail<T>(core::marker::PhantomData<T>);

impl<T: Config> DoubleOfflineJail<T> {
    /// What the limits will be that are `before` now.
    fn after(before: Limits) -> Limits {
        let offline_jail = before.offline_jail.saturating_mul(2).min(T::MaxJail::get());
        Limits {
            offline_jail,
            ..before
        }
    }
}

impl<T: Config> UncheckedOnRuntimeUpgrade for DoubleOfflineJail<T> {
    fn on_runtime_upgrade() -> Weight {
        // Sound limits stay sound.
        let _ = set_limits::run::<T>(Self::after(CurrentLimits::<T>::get()));
        T::DbWeight::get().reads_writes(1, 1)
    }

    #[cfg(feature = "try-runtime")]
    fn pre_upgrade() -> Result<alloc::vec::Vec<u8>, sp_runtime::TryRuntimeError> {
        Ok(codec::Encode::encode(&CurrentLimits::<T>::get()))
    }

    #[cfg(feature = "try-runtime")]
    fn post_upgrade(before: alloc::vec::Vec<u8>) -> Result<(), sp_runtime::TryRuntimeError> {
        let before = <Limits as codec::Decode>::decode(&mut &before[..])
            .map_err(|_| "the limits of before can't be read")?;
        frame_support::ensure!(CurrentLimits::<T>::exists(), "the limits are not written down");
        frame_support::ensure!(
            CurrentLimits::<T>::get() == Self::after(before),
            "the limits are others than those that follow from before"
        );
        Ok(())
    }
}
