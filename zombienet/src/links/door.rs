//! Ways from this machine's loopback to that of a namespace.

use std::{
    io,
    net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        atomic::{AtomicBool, Ordering::Relaxed},
        Arc,
    },
    thread,
    time::Duration,
};

use super::namespace::Namespace;

/// A listener that is there answers at once, unless it has far too much to do.
const TIMEOUT: Duration = Duration::from_secs(5);

/// A port on this machine's loopback. Dropping it takes no more connections; those that are there last until one of
/// their ends hangs up.
pub(super) struct Door {
    address: SocketAddr,
    closed: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Door {
    pub(super) fn open(namespace: &Namespace, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let closed = Arc::new(AtomicBool::new(false));
        let (is_closed, namespace) = (closed.clone(), namespace.try_clone()?);
        let serve = move || {
            // The listener stays where it was made; what this thread connects to is inside.
            if let Err(error) = namespace.enter() {
                return eprintln!("The door to port {port} stays closed: {error}");
            }
            for outside in listener
                .incoming()
                .map_while(Result::ok)
                .take_while(|_| !is_closed.load(Relaxed))
            {
                // Dropped, it is hung up.
                let inside = TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, port).into(), TIMEOUT);
                let _ = inside.and_then(|inside| join(outside, inside));
            }
        };
        let thread = thread::Builder::new().name(format!("door-{port}")).spawn(serve)?;
        Ok(Self {
            address,
            closed,
            thread: Some(thread),
        })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.closed.store(true, Relaxed);
        // One last caller makes the thread look up.
        if TcpStream::connect(self.address).is_ok() {
            let _ = self.thread.take().map(thread::JoinHandle::join);
        }
    }
}

/// Carries everything between the two, until both have hung up.
fn join(a: TcpStream, b: TcpStream) -> io::Result<()> {
    for stream in [&a, &b] {
        stream.set_nodelay(true)?;
    }
    for (mut from, mut to) in [(a.try_clone()?, b.try_clone()?), (b, a)] {
        thread::Builder::new().spawn(move || {
            // However this ends, the other end hears that no more will come.
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Write);
        })?;
    }
    Ok(())
}
