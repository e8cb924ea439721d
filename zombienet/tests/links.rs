//! The switch between namespaces, with sockets in them: what the other tests' faults rest on.

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream, UdpSocket},
    thread,
    time::{Duration, Instant},
};

use global_table_network_tests::links::{self, Link, Links};

const PORT: u16 = 7000;
/// How long something is awaited that must not come. Machines that are slow make this weaker, not wrong.
const SILENCE: Duration = Duration::from_millis(300);
/// How long something is awaited that must come.
const PATIENCE: Duration = Duration::from_secs(60);
/// When half of them get lost, it is out of the question that all do.
const MARKERS: usize = 64;

/// A network, unless this machine cannot have one.
fn network(names: &[&str]) -> Option<Links> {
    (!links::skip()).then(|| Links::new(names).expect("the machine may"))
}

/// A UDP socket of a node.
fn socket(links: &Links, name: &str) -> UdpSocket {
    let address = SocketAddr::from((links.address(name), PORT));
    let socket = links.inside(name, || UdpSocket::bind(address)).unwrap().unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    socket
}

fn send(from: &UdpSocket, to: &UdpSocket, number: u32) {
    from.send_to(&number.to_be_bytes(), to.local_addr().unwrap())
        .unwrap();
}

fn receive(socket: &UdpSocket) -> u32 {
    let mut bytes = [0; 4];
    socket.recv(&mut bytes).expect("a packet");
    u32::from_be_bytes(bytes)
}

/// Whether packets get from one to the other, with a perfect link or none.
fn passes(from: &UdpSocket, to: &UdpSocket) -> bool {
    to.set_read_timeout(Some(SILENCE)).unwrap();
    send(from, to, 0);
    let received = to.recv(&mut [0; 4]);
    to.set_read_timeout(Some(PATIENCE)).unwrap();
    match received {
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::WouldBlock => false,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_packet_takes_at_least_the_latency_less_the_jitter_and_none_overtakes_another() {
    let Some(links) = network(&["a", "b"]) else { return };
    let [a, b] = ["a", "b"].map(|name| socket(&links, name));
    links.between("a", "b", Link::slow(100, 40, 0.0));
    let sent: Vec<_> = (0..100)
        .map(|number| {
            let now = Instant::now();
            send(&a, &b, number);
            thread::sleep(Duration::from_millis(2));
            now
        })
        .collect();
    for (number, sent) in sent.into_iter().enumerate() {
        assert_eq!(receive(&b), number as u32);
        assert!(
            sent.elapsed() >= Duration::from_millis(60),
            "{:?}",
            sent.elapsed()
        );
    }
}

#[test]
fn both_directions_have_the_latency() {
    let Some(links) = network(&["a", "b"]) else { return };
    let [a, b] = ["a", "b"].map(|name| socket(&links, name));
    links.all(Link::slow(80, 0, 0.0));
    for number in 0..5 {
        let start = Instant::now();
        send(&a, &b, number);
        send(&b, &a, receive(&b));
        assert_eq!(receive(&a), number);
        assert!(
            start.elapsed() >= Duration::from_millis(160),
            "{:?}",
            start.elapsed()
        );
    }
}

#[test]
fn of_packets_that_are_lost_at_half_chance_about_half_arrive() {
    let Some(links) = network(&["a", "b"]) else { return };
    let [a, b] = ["a", "b"].map(|name| socket(&links, name));
    links.all(Link::slow(0, 0, 0.5));
    let count = 200;
    for number in 0..count + MARKERS as u32 {
        send(&a, &b, number);
    }
    let arrived = std::iter::repeat_with(|| receive(&b))
        .take_while(|number| *number < count)
        .count();
    // Of 200, six standard deviations more or less than half.
    assert!((58..=142).contains(&arrived), "{arrived}");
}

#[test]
fn a_link_that_is_cut_passes_nothing_and_loses_what_is_under_way() {
    let Some(links) = network(&["a", "b", "c"]) else {
        return;
    };
    let [a, b, c] = ["a", "b", "c"].map(|name| socket(&links, name));
    links.between("a", "b", Link::CUT);
    assert!(!passes(&a, &b) && !passes(&b, &a));
    assert!(passes(&a, &c) && passes(&c, &b));
    links.heal();
    assert!(passes(&a, &b) && passes(&b, &a));

    // An hour from now, for a machine that is slow to cut.
    links.all(Link::slow(3_600_000, 0, 0.0));
    send(&a, &b, 1);
    thread::sleep(SILENCE);
    links.all(Link::CUT);
    links.heal();
    send(&a, &b, 2);
    assert_eq!(receive(&b), 2);
}

#[test]
fn a_partition_divides_its_groups_until_it_heals() {
    let names = ["a", "b", "c", "d"];
    let Some(links) = network(&names) else { return };
    let sockets = names.map(|name| socket(&links, name));
    let passing = || -> Vec<[usize; 2]> {
        let pairs = (0..16)
            .map(|pair| [pair / 4, pair % 4])
            .filter(|[from, to]| from < to);
        pairs
            .filter(|[from, to]| passes(&sockets[*from], &sockets[*to]))
            .collect()
    };
    links.partition(&[&["a", "b"], &["c", "d"]]);
    assert_eq!(passing(), [[0, 1], [2, 3]]);
    links.partition(&[&["a", "b", "d"]]);
    assert_eq!(passing(), [[0, 1], [0, 3], [1, 3]]);
    links.heal();
    assert_eq!(passing().len(), 6);
}

#[test]
fn a_stream_over_bad_links_loses_nothing() {
    let Some(links) = network(&["a", "b"]) else { return };
    links.all(Link::slow(10, 5, 0.02));
    let address = SocketAddr::from((links.address("b"), PORT));
    let listener = links.inside("b", || TcpListener::bind(address)).unwrap().unwrap();
    let sent: Vec<u8> = (0..300_000_u32).map(|at| (at % 251) as u8).collect();
    let mut received = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut stream = links
                .inside("a", || TcpStream::connect(address))
                .unwrap()
                .unwrap();
            stream.write_all(&sent).unwrap();
        });
        listener.accept().unwrap().0.read_to_end(&mut received).unwrap();
    });
    assert!(received == sent, "{} of {} bytes", received.len(), sent.len());
}

#[test]
fn a_door_leads_to_a_node_past_every_fault_and_closes_with_the_network() {
    let Some(links) = network(&["a"]) else { return };
    links.all(Link::CUT);
    let door = links.door("a", PORT).unwrap();
    let mut nobody = TcpStream::connect(door).unwrap();
    assert!(
        nobody.read(&mut [0]).map_or(true, |read| read == 0),
        "nobody listens"
    );

    let listener = links
        .inside("a", || TcpListener::bind(("127.0.0.1", PORT)))
        .unwrap()
        .unwrap();
    let mut outside = TcpStream::connect(door).unwrap();
    let mut inside = listener.accept().unwrap().0;
    outside.write_all(b"question").unwrap();
    let mut text = [0; 8];
    inside.read_exact(&mut text).unwrap();
    inside.write_all(&text).unwrap();
    drop(inside);
    let mut answer = String::new();
    outside.read_to_string(&mut answer).unwrap();
    assert_eq!(answer, "question");

    drop(links);
    assert_eq!(
        TcpStream::connect(door).unwrap_err().kind(),
        ErrorKind::ConnectionRefused
    );
}

#[test]
fn a_command_runs_in_the_namespace_of_its_node_and_sees_no_other_network() {
    let Some(links) = network(&["a", "b"]) else { return };
    let output = links
        .command("b", "ip")
        .unwrap()
        .args(["-brief", "-4", "address"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let devices: Vec<_> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .collect();
    assert_eq!(
        devices,
        [
            ["lo", "UNKNOWN", "127.0.0.1/8"],
            ["tun0", "UNKNOWN", "10.77.0.2/24"]
        ]
    );
}
