use frame_support::assert_ok;
use sp_runtime::traits::Convert;

use crate::{mock::*, Identification, IdentificationOf};

#[test]
fn nobody_but_members_should_be_identified() {
    ExtBuilder::default().bonds(&[300]).build_and_execute(|| {
        assert_ok!(ValidatorSet::join(origin(2), 200 * UNIT));
        assert_eq!(IdentificationOf::<Test>::convert(2), None);
        sessions(2);
        let known = Identification { bond: 200 * UNIT };
        assert_eq!(IdentificationOf::<Test>::convert(2), Some(known));
    });
}
