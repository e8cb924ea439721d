//! One of two keepers is killed at random every half a minute, for ten minutes: no round is lost, and none is voided.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{ensure, Result};
use global_table_network_tests::{Figures, Plan, Scene};
use tokio::time::sleep;

const LASTS: Duration = Duration::from_secs(600);
/// From one death to the next.
const EVERY: Duration = Duration::from_secs(30);
/// From a death to the return: what a service manager and a start take. A secret that only the dead one has can wait
/// as long, because a round's `reveal_by` leaves more than that.
const AWAY: Duration = Duration::from_secs(6);
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

/// A linear congruential generator (Knuth, MMIX): which of the two, as a run that failed can be repeated from its seed.
struct Coin(u64);

impl Coin {
    fn toss(&mut self) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 63) as usize
    }
}

fn seed() -> Result<u64> {
    let seed = match std::env::var("GLOBAL_TABLE_SEED") {
        Ok(seed) => seed.parse()?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?.as_nanos() as u64,
    };
    eprintln!("GLOBAL_TABLE_SEED={seed}");
    Ok(seed)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes eleven minutes"]
async fn no_round_should_be_lost_or_voided_when_one_of_two_keepers_is_killed_again_and_again() -> Result<()> {
    let scene = Scene::start(Plan::of(4).keepers(2), 20).await?;
    let keepers = [scene.network.keeper("keeper1")?, scene.network.keeper("keeper2")?];
    let mut coin = Coin(seed()?);
    let mut deaths = [0u64; 2];
    let since = Instant::now();
    while since.elapsed() < LASTS {
        let one = coin.toss();
        keepers[one].kill().await?;
        deaths[one] += 1;
        sleep(AWAY).await;
        keepers[one].start_again().await?;
        sleep(EVERY - AWAY).await;
    }
    scene.a_round_is_played(PATIENCE).await?;
    let figures = scene
        .end("keepers_killed", |figures: Figures| {
            figures
                .with("keeper1_killed", deaths[0])
                .with("keeper2_killed", deaths[1])
        })
        .await?;
    ensure!(figures.rounds.voided == 0, "rounds are void: {:?}", figures.games);
    Ok(())
}
