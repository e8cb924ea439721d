//! What is common to all games.

use codec::{Decode, Encode, MaxEncodedLen};
use global_table_games::{
    craps, expand, layout, permit, Exposure, GameId, NotPermitted, Outcome, Overflow, Resolution,
    Resolutions, Rules, SpotId, TableState, UnknownGame,
};

const CRAPS: TableState = TableState::Craps(craps::State {
    point: Some(8),
    ..craps::State::INITIAL
});

#[test]
fn games_should_keep_their_names_and_codec_indices() {
    let expected = [
        (GameId::Roulette, "roulette"),
        (GameId::Craps, "craps"),
        (GameId::AmericanRoulette, "american_roulette"),
        (GameId::SicBo, "sic_bo"),
        (GameId::Baccarat, "baccarat"),
        (GameId::Blackjack, "blackjack"),
    ];
    assert_eq!(GameId::ALL.map(|game| (game, game.name())), expected);
    for (index, game) in GameId::ALL.into_iter().enumerate() {
        assert_eq!(game.encode(), [index as u8]);
        assert_eq!(game.to_string().parse(), Ok(game));
        assert_eq!(TableState::initial(game).game(), game);
    }
    assert_eq!("Craps".parse::<GameId>(), Err(UnknownGame));
    assert_eq!(
        UnknownGame.to_string(),
        "unknown game; the games are roulette craps american_roulette sic_bo baccarat blackjack"
    );
}

#[test]
fn states_and_outcomes_should_keep_their_encoding() {
    assert_eq!(TableState::Roulette.encode(), [0]);
    assert_eq!(
        TableState::initial(GameId::Craps).encode(),
        [[1].as_slice(), &[0; 19]].concat()
    );
    let craps = [[1, 1, 8].as_slice(), &[0; 18]].concat();
    assert_eq!(CRAPS.encode(), craps);
    assert_eq!(TableState::max_encoded_len(), 22);
    assert_eq!(Outcome::Roulette(36).encode(), [0, 36]);
    assert_eq!(Outcome::Craps([6, 1]).encode(), [1, 6, 1]);
    assert_eq!(SpotId(156).encode(), [156]);
    assert_eq!(Rules::default().encode(), [3, 4, 5]);
    assert_eq!(TableState::decode(&mut &craps[..]), Ok(CRAPS));
}

#[test]
fn an_outcome_that_is_none_of_the_game_should_change_nothing() {
    let strange = [
        (CRAPS, Outcome::Roulette(7)),
        (CRAPS, Outcome::Craps([0, 7])),
        (CRAPS, Outcome::Craps([3, 7])),
        (CRAPS, Outcome::Craps([255, 255])),
        (TableState::Roulette, Outcome::Craps([1, 1])),
        (TableState::Roulette, Outcome::Roulette(37)),
        (TableState::Roulette, Outcome::Roulette(255)),
    ];
    for (state, outcome) in strange {
        assert_eq!(state.next(&outcome), state);
        let resolutions = Resolutions::of(&state, &outcome);
        for spot in 0..=255 {
            assert_eq!(
                resolutions.get(SpotId(spot)),
                Resolution::Stay,
                "{outcome:?} {spot}"
            );
        }
    }
}

#[test]
fn a_spot_beyond_the_layout_should_be_refused() {
    for state in GameId::ALL.map(TableState::initial) {
        let beyond = SpotId(layout(state.game()).len() as u8);
        for spot in [beyond, SpotId(255)] {
            let refused = permit(&state, &Rules::default(), spot, 1, |_| 0);
            assert_eq!(refused, Err(NotPermitted::UnknownSpot));
            let mut exposure = Exposure::of(&state, &[]).unwrap();
            assert_eq!(exposure.raise(spot, 0, 1), Err(Overflow));
            assert_eq!(exposure.most(), Ok(0));
        }
        let outcome = expand(state.game(), &[7; 32]);
        assert_eq!(Resolutions::of(&state, &outcome).get(beyond), Resolution::Stay);
        let mut totals = vec![0; 256];
        assert!(Exposure::of(&state, &totals).is_ok());
        totals[usize::from(beyond.0)] = 1;
        assert!(Exposure::of(&state, &totals).is_err());
        assert!(Exposure::of(&state, &vec![1; 300]).is_err());
    }
}
