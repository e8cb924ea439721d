//! Garbage on the ports of a node, transactions that are none, and a flood of wrong signatures: it does not die or grow,
//! and honest slips still get in.

use std::time::Duration;

use anyhow::{ensure, Context, Result};
use futures::future::join_all;
use global_table_network_tests::{Figures, Node, Plan, Scene, Usage};
use subxt::{
    config::DefaultExtrinsicParamsBuilder,
    rpcs::{rpc_params, RpcClient},
    OnlineClient, SubstrateConfig,
};
use subxt_signer::sr25519::dev;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Connections full of noise, on each port; and as many that say nothing.
const CONNECTIONS: usize = 50;
/// What each of them sends, in bytes.
const NOISE: usize = 64 * 1024;
/// More than the node's RPC takes in one request, in bytes: 15 MiB.
const TOO_LONG: usize = 20 * 1024 * 1024;
/// More than fits into a block, in bytes, but in hex not more than one request of a client.
const LONGER_THAN_A_BLOCK: usize = 4608 * 1024;
/// Transactions with a wrong signature, and how many of them are on their way at once.
const FLOOD: usize = 20_000;
const AT_ONCE: usize = 200;
/// What a node's memory may grow by, in bytes: its buffers for requests of this size, and its caches.
const GROWTH: u64 = 256 * 1024 * 1024;
/// How long a refusal may take.
const ANSWER: Duration = Duration::from_secs(30);
/// What anything may take on a busy machine: some ten times what it takes on an idle one.
const PATIENCE: Duration = Duration::from_secs(180);

/// Bytes without a meaning, other ones for each seed: Marsaglia's xorshift.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

/// Sends bytes to a port and reads what comes back until the other side has enough of it.
async fn throw(port: u16, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut socket = TcpStream::connect(("127.0.0.1", port)).await?;
    let mut answer = Vec::new();
    // It may hang up in the middle, or wait for more: both are fine.
    let _ = timeout(Duration::from_secs(2), async {
        socket.write_all(bytes).await?;
        socket.read_to_end(&mut answer).await
    })
    .await;
    Ok(answer)
}

fn port_in(text: &str) -> Result<u16> {
    let digits = text.rsplit([':', '/']).find_map(|part| part.parse().ok());
    digits.with_context(|| format!("no port in {text}"))
}

/// The port of `/ip4/127.0.0.1/tcp/PORT/...`.
fn p2p_port(node: &Node) -> Result<u16> {
    let mut parts = node.p2p().split('/').skip_while(|part| *part != "tcp");
    Ok(parts.nth(1).context("a TCP port")?.parse()?)
}

/// Noise on both ports. What is returned are connections that say nothing, to be held open.
async fn noise_on_the_ports(node: &Node) -> Result<Vec<TcpStream>> {
    let ports = [p2p_port(node)?, port_in(node.url().trim_end_matches('/'))?];
    let mut silent = Vec::new();
    for port in ports {
        let noisy = (0..CONNECTIONS).map(|seed| async move { throw(port, &noise(seed as u64, NOISE)).await });
        for answered in join_all(noisy).await {
            answered?;
        }
        for _ in 0..CONNECTIONS {
            silent.push(TcpStream::connect(("127.0.0.1", port)).await?);
        }
    }
    Ok(silent)
}

/// HTTP requests that are wrong in their own ways.
async fn wrong_requests(node: &Node) -> Result<()> {
    let port = port_in(node.url().trim_end_matches('/'))?;
    let post = |body: &[u8]| {
        let head = format!(
            "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body].concat()
    };
    let deep = "[".repeat(1024 * 1024);
    let bodies: [&[u8]; 5] = [
        b"",
        b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":",
        b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no_such\",\"params\":[]}",
        deep.as_bytes(),
        b"\xff\xfe\x00",
    ];
    for body in bodies {
        let answer = throw(port, &post(body)).await?;
        ensure!(
            answer.starts_with(b"HTTP/1.1 "),
            "no answer to {:?}",
            String::from_utf8_lossy(&body[..body.len().min(40)])
        );
    }
    let answer = throw(port, &post(&vec![b' '; TOO_LONG])).await?;
    ensure!(
        answer.is_empty() || answer.starts_with(b"HTTP/1.1 413"),
        "20 MiB were taken: {}",
        String::from_utf8_lossy(&answer)
    );
    Ok(())
}

/// Transactions that are none, and too long ones. Each must be refused.
async fn wrong_transactions(rpc: &RpcClient, genuine: &[u8], too_long: Vec<u8>) -> Result<()> {
    let mut cut = genuine.to_vec();
    cut.truncate(genuine.len() / 2);
    let wrong = [
        vec![],
        vec![0],
        noise(1, 100),
        noise(2, 1024 * 1024),
        cut,
        too_long,
    ];
    for bytes in wrong {
        let refused = submit(rpc, &bytes).await;
        ensure!(refused.is_err(), "{} bytes of nonsense were taken", bytes.len());
    }
    Ok(())
}

async fn submit(rpc: &RpcClient, bytes: &[u8]) -> Result<String> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let sent = rpc.request("author_submitExtrinsic", rpc_params![format!("0x{hex}")]);
    Ok(timeout(ANSWER, sent).await.context("no answer")??)
}

/// A transaction as it should be: Ferdie, whom no bot is, says so many bytes.
async fn genuine(node: &Node, length: usize) -> Result<Vec<u8>> {
    let client = OnlineClient::<SubstrateConfig>::from_insecure_url(node.url()).await?;
    let call = subxt::dynamic::tx(
        "System",
        "remark",
        vec![subxt::dynamic::Value::from_bytes(noise(3, length))],
    );
    let params = DefaultExtrinsicParamsBuilder::<SubstrateConfig>::new()
        .nonce(0)
        .build();
    let at = client.at_current_block().await?;
    let mut signable = at.transactions().create_signable_offline(&call, params)?;
    Ok(signable.sign(&dev::ferdie())?.into_encoded())
}

/// The transaction with another signature for each number. A transaction is: its length, a byte for "signed", a byte for
/// the kind of address and 32 for it, a byte for the kind of signature and 64 for it.
fn forged(genuine: &[u8], number: usize) -> Vec<u8> {
    const BEFORE_SIGNATURE: usize = 2 + 1 + 1 + 32 + 1;
    let mut forged = genuine.to_vec();
    forged[BEFORE_SIGNATURE..BEFORE_SIGNATURE + 64].copy_from_slice(&noise(number as u64, 64));
    forged
}

async fn flood(rpc: &RpcClient, genuine: &[u8]) -> Result<()> {
    for batch in 0..FLOOD / AT_ONCE {
        let numbers = batch * AT_ONCE..(batch + 1) * AT_ONCE;
        let answers = join_all(numbers.map(|number| {
            let forged = forged(genuine, number);
            async move { submit(rpc, &forged).await }
        }));
        for answer in answers.await {
            let error = answer.err().context("a wrong signature was taken")?;
            let text = format!("{error:#}");
            ensure!(
                text.contains("Invalid Transaction"),
                "refused for another reason: {text}"
            );
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn garbage_should_not_keep_honest_slips_out() -> Result<()> {
    let scene = Scene::start(Plan::of(4).keepers(2), 20).await?;
    let alice = scene.network.node("alice")?;
    let too_long = genuine(&alice, LONGER_THAN_A_BLOCK).await?;
    let genuine = genuine(&alice, 32).await?;
    let rpc = alice.rpc().await?;
    let (slips, before) = (scene.watch.figures().slips, Usage::of(alice.pid()?)?);

    let silent = noise_on_the_ports(&alice).await?;
    wrong_requests(&alice).await?;
    wrong_transactions(&rpc, &genuine, too_long).await?;
    let began = std::time::Instant::now();
    flood(&rpc, &genuine).await?;
    let flood_ms = began.elapsed().as_millis() as u64;

    scene.a_round_is_played(PATIENCE).await?;
    let (meanwhile, after) = (scene.watch.figures().slips - slips, Usage::of(alice.pid()?)?);
    ensure!(meanwhile > 0, "no slip got in");
    let grown = after.resident_bytes.saturating_sub(before.resident_bytes);
    ensure!(grown <= GROWTH, "the node's memory has grown by {grown} bytes");
    // The transaction itself is good all the same.
    submit(&rpc, &genuine).await?;
    drop(silent);
    let row = |figures: Figures| {
        figures
            .with("forged_transactions", FLOOD)
            .with("flood_ms", flood_ms)
            .with("slips_meanwhile", meanwhile)
            .with("memory_grown_mib", grown / 1024 / 1024)
    };
    scene.end("garbage", row).await?;
    Ok(())
}
