//! The command line, and the key that it names.

use std::{fs, io, net::IpAddr, net::Ipv4Addr, path::PathBuf};

use clap::{Args, Parser, ValueEnum};
use global_table_client::{GameId, KeyError};
use zeroize::Zeroizing;

use crate::secret::Key;

/// The most bytes of a key file: a phrase of 24 words, a path and a password have room in it.
const KEY_FILE_MAX: u64 = 4_096;

/// Moves the rounds of the tables along: opens them, locks them, reveals their secrets, settles and closes
/// them.
///
/// The account of the key has to be a bonded keeper (`gt keeper join`). Nothing is kept on disk: every secret is derived from
/// the key, so the daemon can be killed at any time and started again, here or elsewhere. Run several, each
/// with its own key, and they take turns and stand in for each other. Never run the same key twice for long:
/// it works, but both pay for the same calls.
///
/// Asked to stop, by SIGTERM or Ctrl-C, it opens no more rounds, brings those that it has opened to their
/// end, and then stops: only it has their secrets, and one that is never revealed voids the round and costs a
/// part of the bond. That takes up to a round's length, so give it a minute before you kill it. Asked again,
/// it stops at once.
#[derive(Debug, Parser)]
#[command(name = "global-table-keeper", version, max_term_width = 110)]
pub struct Cli {
    /// A node's WebSocket URL. Give several, by commas or by repeating the flag, and the next one is used
    /// when one fails.
    #[arg(
        long = "url",
        env = "GT_URL",
        value_delimiter = ',',
        default_value = "ws://127.0.0.1:9944"
    )]
    pub urls: Vec<String>,

    /// The keeper's key.
    #[command(flatten)]
    pub key: KeyArgs,

    /// The tables to look after, by commas [default: all].
    #[arg(long, value_delimiter = ',', value_name = "GAME")]
    pub games: Vec<GameId>,

    /// The most players in one `settle` call.
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=5_000))]
    pub settle_batch: u32,

    /// Stop at once when asked to, without bringing the rounds that this keeper has opened to their end: for
    /// a keeper that is back within seconds, or on a chain where nothing is at stake.
    #[arg(long)]
    pub stop_at_once: bool,

    /// The port for Prometheus (`/metrics`) and for health checks (`/health`); 0 turns both off.
    #[arg(long, default_value_t = 9620)]
    pub metrics_port: u16,

    /// The address on which that port is opened.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_name = "IP")]
    pub metrics_address: IpAddr,

    /// How log lines look. GT_LOG filters them: `debug`, or `info,global_table_keeper=debug`.
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// Where the key comes from.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct KeyArgs {
    /// The key's secret URI: `phrase//path///password`, or 0x and 64 hex digits in place of the phrase. Other
    /// users of the machine can see flags: outside of development, use the environment or a key file.
    #[arg(long, env = "GT_KEEPER_SURI", hide_env_values = true)]
    suri: Option<String>,

    /// A file that holds the key's secret URI, readable by its owner only.
    #[arg(long, env = "GT_KEEPER_KEY_FILE", value_name = "PATH")]
    key_file: Option<PathBuf>,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyArgsError {
    /// The file can't be read.
    #[error("can't read the key file {path}: {source}; check --key-file and the file's permissions")]
    File {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The file is too large to be a key file.
    #[error("the key file {path} has over {KEY_FILE_MAX} bytes; it should hold a secret URI only")]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// What was given is no key.
    #[error(transparent)]
    Suri(#[from] KeyError),
}

impl KeyArgs {
    /// The key, and whether others on this machine can read its file.
    ///
    /// # Errors
    ///
    /// See [`KeyArgsError`].
    pub fn load(self) -> Result<(Key, bool), KeyArgsError> {
        match (self.suri, self.key_file) {
            (Some(suri), _) => Ok((Key::from_suri(&Zeroizing::new(suri))?, false)),
            (None, path) => read_key_file(path.unwrap_or_default()),
        }
    }
}

/// The suri does not belong into a log.
impl std::fmt::Debug for KeyArgs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyArgs")
            .field("key_file", &self.key_file)
            .finish_non_exhaustive()
    }
}

fn read_key_file(path: PathBuf) -> Result<(Key, bool), KeyArgsError> {
    let failed = |source| KeyArgsError::File {
        path: path.clone(),
        source,
    };
    let about = fs::metadata(&path).map_err(failed)?;
    if about.len() > KEY_FILE_MAX {
        return Err(KeyArgsError::TooLarge { path });
    }
    let suri = Zeroizing::new(fs::read_to_string(&path).map_err(failed)?);
    Ok((Key::from_suri(&suri)?, others_can_read(&about)))
}

#[cfg(unix)]
fn others_can_read(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o044 != 0
}

#[cfg(not(unix))]
fn others_can_read(_about: &fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(flags: &[&str]) -> Result<Cli, clap::Error> {
        Cli::try_parse_from([&["global-table-keeper"], flags].concat())
    }

    #[test]
    fn a_key_should_be_named_once_and_only_once() {
        assert!(parse(&[]).is_err());
        assert!(parse(&["--suri", "//Keeper1", "--key-file", "key"]).is_err());
        assert!(parse(&["--suri", "//Keeper1"]).is_ok());
        assert!(parse(&["--key-file", "key"]).is_ok());
    }

    #[test]
    fn several_urls_and_games_should_be_taken_in_their_order() {
        let cli = parse(&[
            "--suri=//A",
            "--url=ws://a",
            "--url",
            "ws://b,ws://c",
            "--games",
            "craps,roulette",
        ]);
        let cli = cli.expect("valid flags");
        assert_eq!(cli.urls, ["ws://a", "ws://b", "ws://c"]);
        assert_eq!(cli.games, [GameId::Craps, GameId::Roulette]);
        assert!(parse(&["--suri=//A", "--games=bingo"]).is_err());
        assert!(parse(&["--suri=//A", "--settle-batch=0"]).is_err());
    }

    #[test]
    fn rounds_should_be_finished_unless_it_is_said_otherwise() {
        let stops_at_once = |flags: &[&str]| parse(flags).expect("valid flags").stop_at_once;
        assert!(!stops_at_once(&["--suri=//A"]));
        assert!(stops_at_once(&["--suri=//A", "--stop-at-once"]));
    }

    #[test]
    fn the_suri_should_not_show_in_debug_output() {
        let cli = parse(&["--suri", "//Hidden"]).expect("valid flags");
        assert!(!format!("{cli:?}").contains("Hidden"));
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_that_others_can_read_should_be_noticed() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("global-table-keeper-key-{}", std::process::id()));
        fs::write(&path, "//Keeper1\n").expect("the temporary directory can be written");
        for (mode, readable) in [(0o600, false), (0o640, true), (0o644, true)] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("the file is ours");
            let args = KeyArgs {
                suri: None,
                key_file: Some(path.clone()),
            };
            let (key, noticed) = args.load().expect("the file holds a key");
            assert_eq!(noticed, readable, "mode {mode:o}");
            assert_eq!(
                key.account(),
                Key::from_suri("//Keeper1").expect("a valid URI").account()
            );
        }
        fs::remove_file(&path).expect("the file is ours");
    }

    #[test]
    fn a_missing_key_file_should_say_which() {
        let args = KeyArgs {
            suri: None,
            key_file: Some("/nowhere/key".into()),
        };
        let error = args.load().err().expect("there is no such file").to_string();
        assert!(error.contains("/nowhere/key"), "{error}");
    }
}
