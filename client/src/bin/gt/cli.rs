//! What can be asked for on the command line.

use clap::{Args, Parser, Subcommand};
use global_table_client::{connect, key, Chain, GameId, Key, RoundId, SlipId};

use crate::{failure::Failure, nodes, screen::OUTCOMES};

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

    /// Print JSON, one object per line, for programs. Amounts are strings, in the smallest unit (10^-12 GTT). A command that
    /// fails ends with a line that has a message and a status: refused, usage, unreachable or unknown, as the exit code.
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
    /// With --wait, a slip that comes too late for its round goes to the next one, in up to five rounds (each try costs a
    /// transaction fee), and when the round that took it is closed, the result of the account is printed.
    ///
    /// With --json, one object per step, with game, round, slip, ms since sending, and a status: waiting, pending, best,
    /// retracted, resubmitted, late, final, closed. The last two have staked; closed has outcome, voided, returned and up
    /// as well. A slip that is refused ends with the status refused, the reason by the chain's name, and the spot.
    ///
    /// Example: `gt bet craps pass=5 hard_8=0.5 --suri //Alice`
    Bet(BetArgs),
    /// Take bets down that are up, and have their stakes back, while betting is open.
    ///
    /// Up is what has been through a roll; `gt balance` shows it. Only craps has such bets. Contract bets stay: a pass or
    /// come bet with a point, and bets that count. Odds go before the bet behind which they stand.
    ///
    /// Example: `gt take-down craps place_6=6 --suri //Alice`
    TakeDown(TakeDownArgs),
    /// Send money to another account. The sender keeps at least what an account has to hold.
    ///
    /// Example: `gt transfer //Bob 100 --suri //Alice`
    Transfer(TransferArgs),
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
    /// List the validators: their bonds, and whether they are in the set, candidates, in jail or leaving.
    ///
    /// With --json, one object per validator: account, bond, the running session, in_set, in_next_set, jailed_until,
    /// jailed_for, leaving_since and bond_free_from, the last four null or sessions; jailed_for is offence or offline.
    Validators,
    /// List the keepers: their bonds, and whether they take turns or have left.
    ///
    /// With --json, one object per keeper: account, bond, in_rota, bond_free_at_ms, which is null for who takes turns and
    /// otherwise milliseconds of the chain's time, and least_bond, what it takes to be one.
    Keepers,
    /// Be a keeper: enter the rota, leave it, and look after the bond. The daemon is `global-table-keeper`.
    #[command(subcommand)]
    Keeper(KeeperCommand),
    /// Be a validator: join the set, leave it, and look after bond and session keys.
    #[command(subcommand)]
    Validator(ValidatorCommand),
}

/// What an operator does. All but rotate-keys is signed by --suri, the validator's account.
#[derive(Subcommand, Debug)]
pub enum ValidatorCommand {
    /// Have the node at --url make new session keys and keep them, and print what registers them.
    ///
    /// The keys are good for one account, that of --suri unless another is named. The node has to serve unsafe calls: it
    /// does so on its own machine, or with --rpc-methods unsafe. Nothing changes on the chain.
    RotateKeys {
        /// The validator's account, if its secret is not on this machine: an address.
        account: Option<String>,
    },
    /// Register new session keys. They are used from the session after the next on.
    SetKeys(KeyArgs),
    /// Put a bond on hold and ask for a place in the set, in one transaction with the session keys if they are given.
    ///
    /// The place is for the session after the next, if there is one. `gt validators` shows the least bond. Who is leaving
    /// comes back: what is still on hold counts.
    ///
    /// Example: `gt validator join --bond 100000 --keys 0x... --proof 0x... --suri //Eve`
    Join {
        /// What to put on hold, in GTT.
        #[arg(long, value_name = "AMOUNT")]
        bond: String,
        /// New public session keys to register before.
        #[arg(long, value_name = "HEX", requires = "proof")]
        keys: Option<String>,
        /// The proof that their node holds them, for this account.
        #[arg(long, value_name = "HEX", requires = "keys")]
        proof: Option<String>,
    },
    /// Raise the bond.
    BondMore {
        /// What to put on hold in addition, in GTT.
        amount: String,
    },
    /// Ask for leave. Go on validating until `gt validators` shows no place any more: a node that stops before fails.
    Leave,
    /// Ask to be let back in after jail.
    Release,
    /// Have the bond back, once no offence can be reported any more; `gt validators` shows from which session on. The session
    /// keys go off the records, and the deposit for them comes back, too.
    WithdrawBond,
}

/// What a keeper's operator does, signed by --suri, the keeper's account.
#[derive(Subcommand, Debug)]
pub enum KeeperCommand {
    /// Put a bond on hold and enter the rota. Start the daemon first: a turn may come at once.
    ///
    /// `gt keepers` shows the least bond. A withheld secret costs what the table could have owed, or the bond. Who has left
    /// comes back: what is still on hold counts.
    ///
    /// Example: `gt keeper join --bond 1000000 --suri //Bots`
    Join {
        /// What to put on hold, in GTT.
        #[arg(long, value_name = "AMOUNT")]
        bond: String,
    },
    /// Raise the bond.
    BondMore {
        /// What to put on hold in addition, in GTT.
        amount: String,
    },
    /// Leave the rota at once. Let the daemon finish the rounds that it has opened.
    Leave,
    /// Have the bond back, an hour after leaving; `gt keepers` shows when.
    WithdrawBond,
}

/// Session keys, as `gt validator rotate-keys` prints them.
#[derive(Args, Debug)]
pub struct KeyArgs {
    /// The public session keys.
    #[arg(long, value_name = "HEX")]
    pub keys: String,
    /// The proof that their node holds them, for this account.
    #[arg(long, value_name = "HEX")]
    pub proof: String,
}

#[derive(Args, Debug)]
#[command(after_long_help = OUTCOMES)]
pub struct WatchArgs {
    /// The game, by its name; `gt tables` lists those that have a table.
    pub game: GameId,
    /// Stop after so many rounds are closed.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub rounds: Option<u64>,
    /// For how many seconds to go on when no node answers.
    #[arg(long, value_name = "SECONDS", default_value_t = nodes::PATIENCE.as_secs())]
    pub patience: u64,
}

#[derive(Args, Debug)]
pub struct BetArgs {
    /// The game, by its name; `gt tables` lists those that have a table.
    pub game: GameId,
    /// Spots and amounts in GTT, like red=5 straight_17=0.25 (at most 32).
    #[arg(required = true, value_name = "SPOT=AMOUNT", num_args = 1..=32)]
    pub bets: Vec<String>,
    #[command(flatten)]
    pub slip: SlipArgs,
}

#[derive(Args, Debug)]
pub struct TakeDownArgs {
    /// The game, by its name, like craps.
    pub game: GameId,
    /// Spots and amounts in GTT, like place_6=5 hard_8=0.25 (at most 32).
    #[arg(required = true, value_name = "SPOT=AMOUNT", num_args = 1..=32)]
    pub bets: Vec<String>,
    #[command(flatten)]
    pub slip: SlipArgs,
}

/// What every slip can be asked for.
#[derive(Args, Debug)]
pub struct SlipArgs {
    /// The slip's number; the same number is accepted once per round. By default it is the time in microseconds,
    /// so that two slips get different ones unless they are made in the same microsecond.
    #[arg(long, value_name = "NUMBER")]
    pub slip: Option<SlipId>,
    /// In this round or not at all. With --slip, the command can be repeated, and takes effect only once.
    #[arg(long, value_name = "NUMBER")]
    pub round: Option<RoundId>,
    /// If betting is closed, or closes before the slip gets there, wait for the next round instead of giving up.
    #[arg(long)]
    pub wait: bool,
}

#[derive(Args, Debug)]
pub struct TransferArgs {
    /// Who gets it: an address, or a development key like //Bob.
    pub to: String,
    /// How much, in GTT.
    pub amount: String,
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
    /// How many rounds, 1 or more; the chain keeps the last 256.
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
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
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
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
            (args.game, args.slip.round, args.slip.slip),
            (GameId::Craps, Some(7), Some(9))
        );
    }

    #[test]
    fn keys_should_come_with_their_proof_or_not_at_all() {
        let parse =
            |rest: &str| Cli::try_parse_from(format!("gt validator join --bond 5 {rest}").split_whitespace());
        assert!(parse("").is_ok() && parse("--keys 0x00 --proof 0x00").is_ok());
        assert!(parse("--keys 0x00").is_err() && parse("--proof 0x00").is_err());
    }

    #[test]
    fn the_help_of_taking_down_should_show_bets_that_can_come_down() {
        let mut cli = Cli::command();
        let help = |command: &mut clap::Command| command.render_long_help().to_string();
        let down = help(cli.find_subcommand_mut("take-down").unwrap());
        assert!(down.contains("place_6=5") && !down.contains("red"), "{down}");
        assert!(help(cli.find_subcommand_mut("bet").unwrap()).contains("red=5"));
    }

    #[test]
    fn no_rounds_at_all_should_be_answered_with_what_can_be_asked_for() {
        for command in ["history craps", "watch craps", "bots"] {
            let line = format!("gt {command} --rounds 0");
            let error = Cli::try_parse_from(line.split(' ')).unwrap_err().to_string();
            assert!(error.contains("0 is not in 1.."), "{error}");
        }
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
