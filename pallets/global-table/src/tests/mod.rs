//! One file per call, and one each for what goes across calls.

mod benchmarking;
mod draw;
mod finalize;
mod hands;
mod init;
mod load;
mod lock;
mod model;
mod open_round;
mod pause;
mod payouts;
mod peer;
mod relay_bets;
mod relay_take_downs;
mod resume;
mod reveal;
mod settle;
mod stored;
mod submit_bets;
mod take_down;
mod void;
