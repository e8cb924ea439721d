//! What is rewritten in the storage when this version of the runtime takes over, in this order.

/// None: there is no version before this one.
#[cfg(not(feature = "next-version"))]
pub type ThisVersion = ();

/// Of the feature `next-version`, with which test networks rehearse an upgrade.
#[cfg(feature = "next-version")]
pub type ThisVersion = (pallet_validator_set::migrations::ToVersion1<crate::Runtime>,);
