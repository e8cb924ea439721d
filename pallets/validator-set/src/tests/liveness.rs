use crate::{mock::*, Cause, Event, Missed};

/// What the chain says about who has missed what.
fn missed() -> Vec<(u64, Missed)> {
    let said = events().into_iter();
    said.filter_map(|event| match event {
        Event::Missed { who, missed } => Some((who, missed)),
        _ => None,
    })
    .collect()
}

fn is_jailed(who: u64) -> bool {
    let known = ValidatorSet::validator(&who);
    known.is_some_and(|known| known.jail.is_some())
}

/// A set of four, of which the last authors nothing.
fn four(test: impl FnOnce()) {
    ExtBuilder::default()
        .bonds(&[400, 300, 200, 100])
        .build_and_execute(test);
}

#[test]
fn who_authors_nothing_for_too_many_sessions_should_be_jailed_without_a_slash() {
    four(|| {
        session_of(&[1, 2, 3], 4, 1);
        let one = Missed {
            sessions: 1,
            blocks: 3,
        };
        assert_eq!(missed(), vec![(4, one)]);
        assert!(!is_jailed(4));

        session_of(&[1, 2, 3], 4, 1);
        let jailed = Event::Jailed {
            who: 4,
            cause: Cause::Offline,
            until: 1 + OFFLINE_JAIL,
        };
        System::assert_has_event(jailed.into());
        assert_eq!(on_hold(4), 100 * UNIT);
        assert_eq!((running(), next()), (vec![1, 2, 3, 4], vec![1, 2, 3]));
        // It may come back to life, and help to finalise, as long as it has its place.
        assert!(disabled().is_empty());
    });
}

#[test]
fn one_block_should_be_enough() {
    four(|| {
        session_of(&[1, 2, 3], 5, 1);
        block(4);
        session_of(&[1, 2, 3], 5, 1);
        session_of(&[1, 2, 3], 5, 1);
        assert!(!is_jailed(4));
        session_of(&[1, 2, 3], 5, 1);
        assert!(is_jailed(4));
    });
}

#[test]
fn who_should_have_authored_too_few_blocks_should_be_spared() {
    four(|| {
        // Two blocks are expected in each session: in the third, it is six.
        session_of(&[1, 2, 3], 3, 1);
        session_of(&[1, 2, 3], 3, 1);
        assert!(!is_jailed(4));
        session_of(&[1, 2, 3], 3, 1);
        assert!(is_jailed(4));
    });
}

#[test]
fn a_session_too_short_for_everybody_should_not_count() {
    four(|| {
        for _ in 0..10 {
            session_of(&[1, 2, 3], 1, 1);
        }
        assert_eq!(missed(), vec![]);
    });
}

#[test]
fn a_session_in_which_the_network_was_down_should_not_count() {
    four(|| {
        for _ in 0..10 {
            session_of(&[1, 2], 10, 1);
        }
        assert_eq!(missed(), vec![]);
        next_session();
        assert_eq!(missed(), vec![]);
    });
}

#[test]
fn two_thirds_should_be_enough_to_blame_the_last_third() {
    ExtBuilder::default()
        .bonds(&[300, 200, 100])
        .build_and_execute(|| {
            session_of(&[1, 2], 9, 1);
            session_of(&[1, 2], 9, 1);
            assert!(is_jailed(3));
        });
}

#[test]
fn nobody_should_be_jailed_when_the_set_would_be_too_small() {
    ExtBuilder::default()
        .bonds(&[500, 400, 300, 200, 100])
        .sizes(4, 5)
        .build_and_execute(|| {
            for _ in 0..2 {
                session_of(&[1, 2, 3], 0, 1);
                session_of(&[1, 2, 3, 4], 10, 1);
            }
            session_of(&[1, 2, 3, 4], 10, 1);
            assert!(is_jailed(5));
            session_of(&[1, 2, 3], 10, 1);
            session_of(&[1, 2, 3], 10, 1);
            session_of(&[1, 2, 3], 10, 1);
            assert!(!is_jailed(4));
            let spared = Event::Spared {
                who: 4,
                cause: Cause::Offline,
            };
            System::assert_has_event(spared.into());
        });
}

#[test]
fn the_block_that_changes_the_session_should_count_for_nobody() {
    four(|| {
        session_of(&[1, 2, 3], 4, 4);
        session_of(&[1, 2, 3], 4, 4);
        assert!(is_jailed(4));
    });
}

#[test]
fn the_last_block_should_count_when_it_does_not_change_the_session() {
    four(|| {
        for _ in 0..3 {
            (0..12).for_each(|number| block(number % 3 + 1));
            block(4);
            next_session();
        }
        assert_eq!(missed(), vec![]);
    });
}

#[test]
fn who_is_about_to_leave_should_miss_nothing() {
    four(|| {
        frame_support::assert_ok!(ValidatorSet::leave(origin(4)));
        session_of(&[1, 2, 3], 4, 1);
        events();
        session_of(&[1, 2, 3], 4, 1);
        assert_eq!(missed(), vec![]);
    });
}

#[test]
fn a_block_should_weigh_what_noting_its_author_takes() {
    four(|| {
        let before = System::block_weight().total();
        block(1);
        assert!(System::block_weight().total().all_gt(before));
    });
}
