//! Network namespaces.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io,
    net::Ipv4Addr,
    os::{fd::AsFd, unix::process::CommandExt},
    process::Command,
    thread,
};

use nix::sched::{setns, unshare, CloneFlags};
use tun::Device;

/// What a device carries at once, in bytes.
pub(super) const MTU: u16 = 1500;
/// How often TCP sends a packet again before it gives a connection up, as docs/OPERATIONS.md advises for validators: after some
/// 25 s of silence. With Linux's 15 it takes a quarter of an hour, and the pauses between two tries get as long as minutes.
const TCP_RETRIES: (&str, &str) = ("/proc/sys/net/ipv4/tcp_retries2", "6");
const NETMASK: Ipv4Addr = Ipv4Addr::new(255, 255, 255, 0);

/// A network namespace without a name. It is there as long as this, a process or a socket in it is.
pub(super) struct Namespace(File);

impl Namespace {
    /// A namespace with loopback and a device that has this address. What the namespace sends to the network around
    /// it is read from the device.
    pub(super) fn new(address: Ipv4Addr) -> io::Result<(Self, Device)> {
        on_a_thread(move || {
            unshare(CloneFlags::CLONE_NEWNET)
                .map_err(|error| explained("no network namespace", error.into()))?;
            let namespace = File::open("/proc/thread-self/ns/net")?;
            let mut config = tun::Configuration::default();
            config.address(address).netmask(NETMASK).mtu(MTU).up();
            let device = tun::create(&config).map_err(|error| explained("no TUN device", error.into()))?;
            device.set_nonblock()?;
            set_loopback_up()?;
            let (setting, value) = TCP_RETRIES;
            fs::write(setting, value).map_err(|error| explained(setting, error))?;
            Ok((Self(namespace), device))
        })?
    }

    /// What `work` returns, done inside. Only a thread of its own moves there, and it ends with the work.
    pub(super) fn inside<T: Send>(&self, work: impl FnOnce() -> T + Send) -> io::Result<T> {
        on_a_thread(|| {
            self.enter()?;
            Ok(work())
        })?
    }

    /// Moves this thread inside.
    pub(super) fn enter(&self) -> io::Result<()> {
        Ok(setns(self.0.as_fd(), CloneFlags::CLONE_NEWNET)?)
    }

    pub(super) fn try_clone(&self) -> io::Result<Self> {
        self.0.try_clone().map(Self)
    }

    pub(super) fn command(&self, program: &OsStr) -> io::Result<Command> {
        let namespace = self.try_clone()?;
        let mut command = Command::new(program);
        // SAFETY: between fork and exec there is one system call, on a descriptor that the closure owns.
        unsafe { command.pre_exec(move || namespace.enter()) };
        Ok(command)
    }
}

fn on_a_thread<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().spawn_scoped(scope, work)?;
        thread
            .join()
            .map_err(|_| io::Error::other("the work inside of a namespace panicked"))
    })
}

fn set_loopback_up() -> io::Result<()> {
    let ip = Command::new("ip").args(["link", "set", "lo", "up"]).output();
    let output = ip.map_err(|error| explained("`ip` does not run", error))?;
    let message = String::from_utf8_lossy(&output.stderr);
    output
        .status
        .success()
        .then_some(())
        .ok_or_else(|| io::Error::other(format!("no loopback: {message}")))
}

fn explained(what: &str, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{what}: {error}"))
}
