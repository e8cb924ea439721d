//! One connection to the first node of a list that answers; the next one takes over when it stops to.

use std::{sync::Arc, time::Duration};

use subxt::rpcs::{
    client::{jsonrpsee_client, JsonrpseeRpcClient, RawRpcFuture, RawRpcSubscription, RawValue},
    Error, RpcClientT,
};
use tokio::{sync::Mutex, time::timeout};

use crate::error::{chain_of, ConnectError};

/// How long a node may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a node may take to answer a request, before it counts as gone.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(8);

/// A JSON-RPC client over several nodes.
///
/// A request that fails because its node is gone is sent once to each other node before it fails. The requests that this
/// crate makes may all be sent twice: a transaction that is in a pool already is known there by its hash. Subscriptions
/// end with their node; who holds one subscribes again.
#[derive(Clone)]
pub(crate) struct Connection(Arc<Inner>);

struct Inner {
    urls: Vec<String>,
    current: Mutex<Current>,
}

/// The node in use, and how often nodes were changed, so that ten requests that fail together change it once.
#[derive(Default)]
struct Current {
    client: Option<Arc<JsonrpseeRpcClient>>,
    index: usize,
    generation: u64,
}

impl Connection {
    pub(crate) async fn open(urls: &[String]) -> Result<Self, ConnectError> {
        if urls.is_empty() {
            return Err(ConnectError::NoUrl);
        }
        let connection = Self(Arc::new(Inner {
            urls: urls.to_vec(),
            current: Mutex::new(Current::default()),
        }));
        connection
            .client()
            .await
            .map_err(|error| ConnectError::Unreachable(chain_of(&error)))?;
        Ok(connection)
    }

    /// The client in use, connecting to the first node that accepts if there is none.
    async fn client(&self) -> Result<(Arc<JsonrpseeRpcClient>, u64), Error> {
        let mut current = self.0.current.lock().await;
        if let Some(client) = &current.client {
            return Ok((client.clone(), current.generation));
        }
        let mut failure = String::new();
        for offset in 0..self.0.urls.len() {
            let index = (current.index + offset) % self.0.urls.len();
            let url = &self.0.urls[index];
            match timeout(CONNECT_TIMEOUT, jsonrpsee_client(url)).await {
                Ok(Ok(client)) => {
                    tracing::debug!(url, "connected");
                    let client = Arc::new(client);
                    *current = Current {
                        client: Some(client.clone()),
                        index,
                        generation: current.generation + 1,
                    };
                    return Ok((client, current.generation));
                }
                Ok(Err(error)) => failure = format!("{url}: {}", chain_of(&error)),
                Err(_) => failure = format!("{url}: it did not accept a connection in time"),
            }
        }
        Err(Error::Client(failure.into()))
    }

    /// Gives a node up, unless somebody did so already; the next attempt begins with the next node.
    async fn give_up(&self, generation: u64) {
        let mut current = self.0.current.lock().await;
        if current.generation == generation && current.client.take().is_some() {
            tracing::warn!(url = self.0.urls[current.index], "the node is gone");
            current.index = (current.index + 1) % self.0.urls.len();
        }
    }

    /// Runs `request` with one node after the other until one answers.
    async fn attempt<'a, T>(
        &'a self,
        request: impl Fn(Arc<JsonrpseeRpcClient>) -> RawRpcFuture<'a, T> + Send + 'a,
    ) -> Result<T, Error> {
        let mut last = Error::Client("there is no node".into());
        for _ in 0..=self.0.urls.len() {
            let (client, generation) = self.client().await?;
            match timeout(REQUEST_TIMEOUT, request(client)).await {
                Ok(Err(error @ Error::Client(_))) => last = error,
                Ok(answer) => return answer,
                Err(_) => last = Error::Client("the node did not answer in time".into()),
            }
            self.give_up(generation).await;
        }
        Err(last)
    }
}

impl RpcClientT for Connection {
    fn request_raw<'a>(
        &'a self,
        method: &'a str,
        params: Option<Box<RawValue>>,
    ) -> RawRpcFuture<'a, Box<RawValue>> {
        Box::pin(self.attempt(move |client| {
            let params = params.clone();
            Box::pin(async move { client.request_raw(method, params).await })
        }))
    }

    fn subscribe_raw<'a>(
        &'a self,
        sub: &'a str,
        params: Option<Box<RawValue>>,
        unsub: &'a str,
    ) -> RawRpcFuture<'a, RawRpcSubscription> {
        Box::pin(self.attempt(move |client| {
            let params = params.clone();
            Box::pin(async move { client.subscribe_raw(sub, params, unsub).await })
        }))
    }
}
