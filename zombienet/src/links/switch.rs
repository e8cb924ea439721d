//! Carries packets between the devices of namespaces.

use std::{
    collections::VecDeque,
    io::{self, PipeWriter},
    net::Ipv4Addr,
    os::fd::{AsFd, AsRawFd, BorrowedFd},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use nix::{
    poll::{ppoll, PollFd, PollFlags},
    sys::time::TimeSpec,
};
use tun::Device;

use super::{index, namespace::MTU, Link};

/// Where an IPv4 header has the address of the receiver.
const DESTINATION: std::ops::Range<usize> = 16..20;
const IPV4: u8 = 4;
/// So many packets of one node come in before it is the next one's turn.
const AT_ONCE: usize = 64;

/// What is under way from one node to another, the oldest first.
#[derive(Default)]
struct Path {
    link: Link,
    packets: VecDeque<(Instant, Vec<u8>)>,
}

/// The paths from every node to every other, by the indices of both.
struct Paths {
    nodes: usize,
    paths: Vec<Path>,
}

/// A thread that carries packets until this is dropped.
pub(super) struct Switch {
    paths: Arc<Mutex<Paths>>,
    /// The thread ends when this is closed.
    running: Option<PipeWriter>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Switch {
    pub(super) fn new(devices: Vec<Device>) -> io::Result<Self> {
        let nodes = devices.len();
        let paths = (0..nodes * nodes).map(|_| Path::default()).collect();
        let paths = Arc::new(Mutex::new(Paths { nodes, paths }));
        let (ended, running) = io::pipe()?;
        let shared = paths.clone();
        let carry = move || {
            if let Err(error) = carry(&devices, &shared, ended.as_fd()) {
                eprintln!("The switch stopped: {error}");
            }
        };
        let thread = thread::Builder::new().name("switch".into()).spawn(carry)?;
        Ok(Self {
            paths,
            running: Some(running),
            thread: Some(thread),
        })
    }

    /// Sets each link to what `new` says, which gets the indices of the sender and the receiver, and the link as it
    /// was.
    pub(super) fn change(&self, new: impl Fn(usize, usize, Link) -> Link) {
        let mut paths = lock(&self.paths);
        let nodes = paths.nodes;
        for (at, path) in paths.paths.iter_mut().enumerate() {
            path.link = new(at / nodes, at % nodes, path.link);
            if path.link.cut {
                path.packets.clear();
            }
        }
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        self.running.take();
        let _ = self.thread.take().map(thread::JoinHandle::join);
    }
}

fn lock(paths: &Mutex<Paths>) -> MutexGuard<'_, Paths> {
    paths.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Carries packets between the devices until there is something to read from `ended`, or nobody left to write to it.
fn carry(devices: &[Device], paths: &Mutex<Paths>, ended: BorrowedFd<'_>) -> io::Result<()> {
    let readable = |fd| PollFd::new(fd, PollFlags::POLLIN);
    // SAFETY: `devices` are open as long as this function runs.
    let fds = devices
        .iter()
        .map(|device| unsafe { BorrowedFd::borrow_raw(device.as_raw_fd()) });
    let mut polled: Vec<_> = fds.chain([ended]).map(readable).collect();
    let mut buffer = [0; MTU as usize];
    loop {
        let wait = lock(paths).deliver(devices).map(TimeSpec::from);
        match ppoll(&mut polled, wait, None) {
            Ok(_) | Err(nix::Error::EINTR) => {}
            Err(error) => return Err(error.into()),
        }
        if polled.last().and_then(PollFd::any) != Some(false) {
            return Ok(());
        }
        for (from, device) in devices.iter().enumerate() {
            // That nothing is left to read is an error, too.
            for _ in 0..AT_ONCE {
                let Ok(length) = device.recv(&mut buffer) else {
                    break;
                };
                lock(paths).send(from, &buffer[..length]);
            }
        }
    }
}

impl Paths {
    /// Takes a packet in. What is not for a node gets lost, such as the greetings of IPv6.
    fn send(&mut self, from: usize, packet: &[u8]) {
        let Some(to) = receiver(packet).filter(|to| *to < self.nodes) else {
            return;
        };
        let path = &mut self.paths[from * self.nodes + to];
        let Link {
            latency,
            jitter,
            loss,
            cut,
        } = path.link;
        if cut || fastrand::f64() < loss {
            return;
        }
        let deviation = jitter.mul_f64(2.0 * fastrand::f64());
        let due = Instant::now() + (latency + deviation).saturating_sub(jitter);
        let due = path.packets.back().map_or(due, |(last, _)| due.max(*last));
        path.packets.push_back((due, packet.to_vec()));
    }

    /// Hands over all that is due, and says how long it is until something will be.
    fn deliver(&mut self, devices: &[Device]) -> Option<Duration> {
        let now = Instant::now();
        let nodes = self.nodes;
        for (at, path) in self.paths.iter_mut().enumerate() {
            while let Some((_, packet)) = path.packets.pop_front_if(|(due, _)| *due <= now) {
                // A namespace that takes no more loses it, as a busy machine does.
                let _ = devices[at % nodes].send(&packet);
            }
        }
        let next = self
            .paths
            .iter()
            .filter_map(|path| path.packets.front())
            .map(|(due, _)| *due)
            .min();
        next.map(|due| due.saturating_duration_since(now))
    }
}

/// The index of the node that an IPv4 packet is for.
fn receiver(packet: &[u8]) -> Option<usize> {
    let version = packet.first()? >> 4;
    let destination = <[u8; 4]>::try_from(packet.get(DESTINATION)?).ok()?;
    (version == IPV4).then(|| index(Ipv4Addr::from(destination)))?
}
