//! What can be asked for on the command line.

use clap::{Args, Parser, Subcommand};
use global_table_client::{connect, key, Chain, GameId, Key, RoundId, SlipId};

use crate::{failure::Failure, screen::OUTCOMES};

/// The tables of the Global Table chain: look, bet, check.
///
/// There is one table per game, and one round after the other at each. `gt tables` lists them, and `gt watch roulette`
/// shows one live; while it says "betting", `gt bet roulette red=5 --suri //Alice` puts 5 GTT on red.
#[derive(Parser, Debug)]
#[command(
    version,
    after_help = "Exit codes: 0 done, 1 the chain refused (the message says why), 2 wrong arguments,\n\
                  3 no node answers, 4 sent, but nobody knows whether it took effect (the message says\n\
                  what to do). Logs go to stderr; GT_LOG=debug shows more of them."
)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Args, Debug)]
pub struct Common {
    /// The JSON-RPC address of a node. Repeat it, or put commas between, for nodes that take over when one is gone.
    #[arg(
        long = "url",
        global = true,
        env = "GT_URL",
        value_delimiter = ',',
        default_value = "ws://127.0.0.1:9944"
    )]
    pub urls: Vec<String>,

    /// The secret of the account that acts: a phrase, or a development key like //Alice.
    #[arg(long, global = true, env = "GT_SURI", hide_env_values = true)]
    pub suri: Option<String>,

    /// Print JSON, one object per line, for programs. Amounts are strings, in the smallest unit (10^-12 GTT).
    #[arg(long, global = true)]
    pub json: bool,
}

impl Common {
    pub async fn connect(&self) -> Result<Chain, Failure> {
        Ok(connect(&self.urls).await?)
    }

    /// The key that acts.
    pub fn key(&self) -> Result<Key, Failure> {
        let Some(suri) = &self.suri else {
            let advice = "say who acts, with --suri or in GT_SURI; on a development chain //Alice has money";
            return Err(Failure::Usage(advice.into()));
        };
        Ok(key(suri)?)
    }
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// List the tables: what they take, and where their rounds stand.
    Tables,
    /// Watch a table live: countdown, totals on the spots, phase and result.
    Watch(WatchArgs),
    /// Bet on spots of a table's current round.
    ///
    /// Example: `gt bet craps pass=5 hard_8=0.5 --suri //Alice`
    Bet(BetArgs),
    /// Take bets down that are up, and have their stakes back, while betting is open.
    ///
    /// Up is what has been through a roll; `gt balance` shows it. Contract bets stay: a pass or come bet with a point,
    /// and bets that count. Odds go before the bet behind which they stand.
    ///
    /// Example: `gt take-down craps place_6=6 --suri //Alice`
    TakeDown(BetArgs),
    /// Show what an account holds, and what it has on the tables.
    ///
    /// With --json: account, free, and by game bets (all of them) and up (those that have been through a roll), each a list
    /// of a spot's name and an amount.
    Balance(BalanceArgs),
    /// Print a game's exact odds: what each spot pays, how often it wins, pushes and loses, and what the house keeps.
    ///
    /// Needs no node. With --json, one object per spot: game, spot, placeable, pays, and p_win, p_push, p_lose, house_edge
    /// and expected_rounds as exact fractions like 7/495, beside them as decimals; the edge is the expected loss as a
    /// fraction of the stake, a push settled with zero.
    Odds(OddsArgs),
    /// List a table's last rounds with their outcomes.
    History(HistoryArgs),
    /// Let many bettors with different habits play at every table.
    Bots(BotsArgs),
}

#[derive(Args, Debug)]
#[command(after_long_help = OUTCOMES)]
pub struct WatchArgs {
    /// The game, by its name; `gt tables` lists those that have a table.
    pub game: GameId,
    /// Stop after so many rounds are closed.
    #[arg(long, value_name = "N")]
    pub rounds: Option<u64>,
}

#[derive(Args, Debug)]
pub struct BetArgs {
    /// The game, by its name; `gt tables` lists those that have a table.
    pub game: GameId,
    /// Spots and amounts in GTT, like red=5 straight_17=0.25 (at most 32).
    #[arg(required = true, value_name = "SPOT=AMOUNT", num_args = 1..=32)]
    pub bets: Vec<String>,
    /// The slip's number; the same number is accepted once per round. By default it is the time in microseconds,
    /// so that two slips get different ones unless they are made in the same microsecond.
    #[arg(long, value_name = "NUMBER")]
    pub slip: Option<SlipId>,
    /// In this round or not at all. With --slip, the command can be repeated, and takes effect only once.
    #[arg(long, value_name = "NUMBER")]
    pub round: Option<RoundId>,
    /// If betting is closed, wait for the next round instead of giving up.
    #[arg(long)]
    pub wait: bool,
}

#[derive(Args, Debug)]
pub struct OddsArgs {
    /// The game, by its name, like craps.
    pub game: GameId,
    /// Only this spot, with exact fractions.
    pub spot: Option<String>,
}

#[derive(Args, Debug)]
pub struct BalanceArgs {
    /// An address or a secret; by default the account of --suri.
    pub account: Option<String>,
}

#[derive(Args, Debug)]
#[command(after_long_help = OUTCOMES)]
pub struct HistoryArgs {
    /// The game, by its name; `gt tables` lists those that have a table.
    pub game: GameId,
    /// How many rounds; the chain keeps the last 256.
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub rounds: u32,
}

/// With --json, prints one object per settled round: game, round, outcome, players, staked, returned, voided, and the
/// latency in milliseconds from submitting a slip to its BetAccepted in a best and in a finalised block.
#[derive(Args, Debug)]
#[command(after_long_help = OUTCOMES)]
pub struct BotsArgs {
    /// How many bettors per table. They are the accounts --suri//1, --suri//2, ...; --suri (by default //Bots) funds them.
    #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5_000))]
    pub count: u32,
    /// Relay the slips, as a gateway does: each bot only signs, and --suri sends up to so many slips in one
    /// transaction and pays for it.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=2_000))]
    pub relay: Option<u16>,
    /// Play only these games; by default all that have a table.
    #[arg(long, value_delimiter = ',', value_name = "GAME")]
    pub games: Vec<GameId>,
    /// Stop after so many settled rounds of every table.
    #[arg(long, value_name = "N")]
    pub rounds: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_should_be_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn several_urls_should_be_taken_in_both_ways() {
        let cli = Cli::parse_from(["gt", "--url", "ws://a,ws://b", "tables", "--url", "ws://c"]);
        assert!(!cli.common.urls.is_empty());
        let cli = Cli::parse_from(["gt", "tables", "--url", "ws://a", "--url", "ws://b,ws://c"]);
        assert_eq!(cli.common.urls, ["ws://a", "ws://b", "ws://c"]);
    }

    #[test]
    fn taking_down_should_be_asked_for_like_betting() {
        let cli = Cli::parse_from([
            "gt",
            "take-down",
            "craps",
            "place_6=1",
            "--round",
            "7",
            "--slip",
            "9",
        ]);
        let Command::TakeDown(args) = cli.command else {
            panic!("it is take-down")
        };
        assert_eq!(
            (args.game, args.round, args.slip),
            (GameId::Craps, Some(7), Some(9))
        );
    }

    #[test]
    fn commands_that_print_outcomes_should_say_how_they_look() {
        for name in ["watch", "history", "bots"] {
            let mut cli = Cli::command();
            let command = cli.find_subcommand_mut(name).unwrap();
            let help = command.render_long_help().to_string();
            assert!(help.contains("american_roulette"), "{name}: {help}");
        }
    }
}
