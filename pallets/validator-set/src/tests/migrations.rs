use frame_support::traits::{GetStorageVersion, OnRuntimeUpgrade, StorageVersion};

use crate::{migrations::ToVersion1, mock::*, CurrentLimits, Event, Limits, Pallet};

fn migrate() {
    ToVersion1::<Test>::on_runtime_upgrade();
}

fn on_version_0(test: impl FnOnce()) {
    ExtBuilder::default()
        .bonds(&[100, 100, 100])
        .build_and_execute(|| {
            StorageVersion::new(0).put::<Pallet<Test>>();
            test();
        });
}

#[test]
fn version_1_should_jail_twice_as_long_for_being_offline() {
    on_version_0(|| {
        CurrentLimits::<Test>::kill();
        System::reset_events();
        migrate();
        let limits = Limits {
            offline_jail: 2 * OFFLINE_JAIL,
            ..LIMITS
        };
        assert_eq!(CurrentLimits::<Test>::try_get(), Ok(limits));
        assert_eq!(events(), vec![Event::LimitsChanged { limits }]);
        assert_eq!(ValidatorSet::on_chain_storage_version(), 1);
    });
}

#[test]
fn version_1_should_come_once() {
    on_version_0(|| {
        migrate();
        let limits = ValidatorSet::limits();
        migrate();
        assert_eq!(ValidatorSet::limits(), limits);
    });
}

#[test]
fn version_1_should_keep_to_the_longest_jail() {
    on_version_0(|| {
        let limits = Limits {
            offline_jail: MAX_JAIL - 1,
            ..LIMITS
        };
        CurrentLimits::<Test>::put(limits);
        migrate();
        assert_eq!(ValidatorSet::limits().offline_jail, MAX_JAIL);
    });
}
