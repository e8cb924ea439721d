//! The calls, one file each: everything that a call checks and does is in the file of its name.

pub mod finalize;
pub mod init;
pub mod lock;
pub mod open_round;
pub mod pause;
pub mod relay_bets;
pub mod relay_take_downs;
pub mod resume;
pub mod reveal;
pub mod settle;
pub mod submit_bets;
pub mod take_down;
pub mod void;
