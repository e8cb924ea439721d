//! A validator runs twice with the same keys: it is reported, slashed, jailed and let go, and the chain does without it.

use std::time::Duration;

use anyhow::{ensure, Context, Result};
use global_table_client::{account, ValidatorView};
use global_table_network_tests::{gt, state::total_issuance, Figures, Node, Plan, Runtime, Scene};
use tokio::time::{sleep, timeout};

/// Blocks that the chain finalises without the offender.
const BLOCKS_WITHOUT: u64 = 20;
/// Sessions are half a minute; jail is three of them, and every change of the set takes up to two.
const PATIENCE: Duration = Duration::from_secs(300);
const POLL: Duration = Duration::from_secs(1);

/// A validator as the best chain has it.
async fn dave_at(node: &Node) -> Result<ValidatorView> {
    let dave = account("//Dave")?;
    let all = node.chain().await?.best().await?.validators().await?.validators;
    let of_dave = all.into_iter().find(|validator| validator.account == dave);
    of_dave.context("dave is no validator")
}

/// Waits until something holds of it.
async fn dave_once(node: &Node, what: &str, holds: impl Fn(&ValidatorView) -> bool) -> Result<ValidatorView> {
    let wait = async {
        loop {
            match dave_at(node).await {
                Ok(dave) if holds(&dave) => break dave,
                _ => sleep(POLL).await,
            }
        }
    };
    let late = || format!("waited {PATIENCE:?} in vain for dave to be {what}");
    timeout(PATIENCE, wait).await.with_context(late)
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes six minutes"]
async fn a_validator_that_runs_twice_should_be_slashed_and_jailed() -> Result<()> {
    let plan = Plan::of(4).keepers(2).runtime(Runtime::ShortSessions);
    let mut scene = Scene::start(plan, 10).await?;
    let alice = scene.network.node("alice")?;
    let before = dave_at(&alice).await?;
    let issuance = total_issuance(&alice).await?;

    let double = scene.network.add_double("dave", "double").await?;
    let jailed = dave_once(&alice, "jailed for an offence", |dave| {
        dave.jail.is_some_and(|jail| jail.offence)
    })
    .await?;
    double.kill().await?;
    // Votes that both had sent may still be reported: the graver offence costs the difference.
    let out = dave_once(&alice, "out of the set", |dave| !dave.in_set && !dave.in_next_set).await?;
    let slashed = before.bond - out.bond;
    // One of four is a quarter: a tenth for two blocks, a half for two votes.
    ensure!(
        slashed == before.bond / 10 || slashed == before.bond / 2,
        "{slashed} of {} were taken",
        before.bond
    );
    ensure!(jailed.bond >= out.bond);
    let destroyed = issuance - total_issuance(&alice).await?;
    ensure!(
        destroyed == slashed,
        "{slashed} were taken, and {destroyed} are gone"
    );
    scene.watch.finality_advances(BLOCKS_WITHOUT, PATIENCE).await?;

    // Released on request, not before its time.
    let until = out.jail.context("a term in jail")?.until;
    let release = ["validator", "release", "--suri", "//Dave"];
    ensure!(
        gt(alice.url(), &release).await.is_err(),
        "it was released at once"
    );
    while alice.chain().await?.best().await?.validators().await?.session < until {
        sleep(POLL).await;
    }
    gt(alice.url(), &release).await?;
    dave_once(&alice, "in the set again", |dave| dave.in_set).await?;
    scene.watch.finality_advances(BLOCKS_WITHOUT, PATIENCE).await?;
    let row = |figures: Figures| {
        let percent = (100 * slashed / before.bond) as u64;
        figures.with("slashed_percent_of_bond", percent)
    };
    scene.end("equivocation", row).await?;
    Ok(())
}
