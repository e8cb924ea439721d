//! Somebody becomes a validator by the documented path, validates, leaves, and has the bond back.

use std::time::Duration;

use anyhow::{ensure, Context, Result};
use global_table_client::{account, AccountId, ValidatorView, ValidatorsView};
use global_table_network_tests::{gt, Figures, Node, Plan, Runtime, Scene};
use serde_json::Value;
use tokio::time::{sleep, timeout};

const SURI: &str = "//Newcomer";
/// The least bond of the local chain, in GTT, and what the account has.
const BOND: &str = "100000";
const PURSE: &str = "100100";
/// What deposits and fees may cost on the way in and out, in planck: the deposit for the keys stays as long as they do.
const COSTS: u128 = 2 * 1_000_000_000_000;
/// Sessions are half a minute; a change of the set takes up to two, and the bond comes back after six more.
const PATIENCE: Duration = Duration::from_secs(420);
const POLL: Duration = Duration::from_secs(1);
const AUTHORED: &str = "substrate_proposer_block_constructed_count";
const VOTED: &str = "substrate_finality_grandpa_prevotes_total";

async fn validators(node: &Node) -> Result<ValidatorsView> {
    Ok(node.chain().await?.best().await?.validators().await?)
}

/// Waits until something holds of the newcomer, if it is known, and of the running session.
async fn once(
    node: &Node,
    who: &AccountId,
    what: &str,
    holds: impl Fn(Option<&ValidatorView>, u32) -> bool,
) -> Result<()> {
    let wait = async {
        loop {
            if let Ok(view) = validators(node).await {
                let one = view.validators.iter().find(|one| one.account == *who);
                if holds(one, view.session) {
                    break;
                }
            }
            sleep(POLL).await;
        }
    };
    timeout(PATIENCE, wait)
        .await
        .with_context(|| format!("waited {PATIENCE:?} in vain until the newcomer is {what}"))
}

fn text<'a>(line: &'a Value, field: &str) -> Result<&'a str> {
    line[field]
        .as_str()
        .with_context(|| format!("no {field} in {line}"))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes eight minutes"]
async fn a_newcomer_should_get_in_validate_and_get_out_with_its_bond() -> Result<()> {
    let plan = Plan::of(4).keepers(2).runtime(Runtime::ShortSessions);
    let mut scene = Scene::start(plan, 10).await?;
    let alice = scene.network.node("alice")?;
    let who = account(SURI)?;
    gt(
        alice.url(),
        &["transfer", &who.to_string(), PURSE, "--suri", "//Alice"],
    )
    .await?;

    // docs/VALIDATORS.md, in: a node, keys, their registration, the bond. Whatever keys the harness gives a node, the chain
    // knows those only that the node makes itself.
    let node = scene.network.add_validator("newcomer", &[]).await?;
    scene.watch.add(&node);
    scene.watch.catches_up("newcomer", PATIENCE).await?;
    let rotated = gt(node.url(), &["validator", "rotate-keys", &who.to_string()]).await?;
    let line = rotated.first().context("the keys")?;
    let (keys, proof) = (text(line, "keys")?, text(line, "proof")?);
    let set_keys = [
        "validator",
        "set-keys",
        "--keys",
        keys,
        "--proof",
        proof,
        "--suri",
        SURI,
    ];
    gt(alice.url(), &set_keys).await?;
    gt(
        alice.url(),
        &["validator", "join", "--bond", BOND, "--suri", SURI],
    )
    .await?;
    let is_in = |one: Option<&ValidatorView>, _| one.is_some_and(|one| one.in_set);
    once(&alice, &who, "in the set", is_in).await?;

    let authored = node.metric(AUTHORED).await?;
    let voted = node.metric(VOTED).await?;
    scene.watch.finality_advances(40, PATIENCE).await?;
    let (blocks, votes) = (
        node.metric(AUTHORED).await? - authored,
        node.metric(VOTED).await? - voted,
    );
    ensure!(
        blocks > 0.0 && votes > 0.0,
        "{blocks} blocks and {votes} votes of it"
    );

    // Out: leave, go on until the places are over, stop, and have the bond back.
    gt(alice.url(), &["validator", "leave", "--suri", SURI]).await?;
    let is_out = |one: Option<&ValidatorView>, _| one.is_some_and(|one| !one.in_set && !one.in_next_set);
    once(&alice, &who, "out of the set", is_out).await?;
    node.ask_to_end()?;
    let withdraw = ["validator", "withdraw-bond", "--suri", SURI];
    ensure!(
        gt(alice.url(), &withdraw).await.is_err(),
        "the bond was free at once"
    );
    let is_free = |one: Option<&ValidatorView>, session| {
        one.is_some_and(|one| one.bond_free_from.is_some_and(|free| free <= session))
    };
    once(&alice, &who, "free to take its bond", is_free).await?;
    gt(alice.url(), &withdraw).await?;
    let has = alice.chain().await?.best().await?.balance(&who).await?;
    let purse = global_table_client::amounts::parse(PURSE)?;
    ensure!(
        has + COSTS >= purse,
        "it has {has} of {purse} planck, and no reward came to more"
    );
    let row = |figures: Figures| {
        figures
            .with("blocks_authored", blocks as u64)
            .with("votes", votes as u64)
    };
    scene.end("validator_joins_and_leaves", row).await?;
    Ok(())
}
