//! What the bets on a spot brought, and whether that agrees with the exact edge.

use global_table_games::{payout, Pays, Resolution, Spot};

/// How many standard errors a mean may be off.
pub const ALLOWED: u128 = 4;
/// Fractions are held in units of `1 / SCALE` of a stake.
const SCALE: i128 = 1_000_000_000_000_000;
/// Standard errors are held in units of `1 / FINE` of a tally's unit.
const FINE: u128 = 100_000_000;

/// The results of the bets on one spot. All stakes are the same whole amount, such that every prize of the spot is whole.
#[derive(Clone)]
pub struct Tally {
    stake: u128,
    bets: u64,
    /// The sum of what the bets won, less what they lost.
    net: i128,
    /// The sum of the squares of the same.
    squares: u128,
}

/// A tally beside the exact edge.
pub struct Verdict {
    pub bets: u64,
    /// The mean net return of a bet and its standard error, and the exact mean, as fractions of the stake times [`SCALE`].
    mean: i128,
    error: i128,
    exact: i128,
    /// Is the mean within [`ALLOWED`] standard errors?
    pub stands: bool,
}

impl Tally {
    /// A tally of `spot`, of which a prize may be replaced by `wrong`.
    pub fn new(spot: &Spot, wrong: Option<Pays>) -> Self {
        let prizes = spot.pays.iter().map(|prize| prize.pays).chain(wrong);
        Self {
            stake: prizes.fold(1, |all, pays| multiple(all, pays.per.into())),
            bets: 0,
            net: 0,
            squares: 0,
        }
    }

    /// Counts `times` bets that ended with `resolution`. One that settles nothing is not counted.
    pub fn add(&mut self, resolution: Resolution, times: u64) {
        let pays = match resolution {
            Resolution::Lose => Pays::new(-1, 1),
            Resolution::Push => Pays::new(0, 1),
            Resolution::Win(pays) => pays,
            Resolution::Stay | Resolution::Move(_) => return,
        };
        let back = payout(self.stake, pays).expect("a small stake and a prize of the layout");
        let net = signed(back) - signed(self.stake);
        self.bets += times;
        self.net += net * i128::from(times);
        self.squares += net.unsigned_abs() * net.unsigned_abs() * u128::from(times);
    }

    /// Compares the mean with a house edge, `num/den`. `None` if there were no two bets, or if `edge` is no fraction.
    pub fn verdict(&self, edge: &str) -> Option<Verdict> {
        let bets = i128::from(self.bets);
        let all = signed(self.stake).checked_mul(bets).filter(|_| bets > 1)?;
        let exact = -fixed(edge)?;
        let mean = self.net * SCALE / all;
        // The sum of the squared distances from the mean.
        let spread = self.squares - self.net.unsigned_abs() * self.net.unsigned_abs() / bets.unsigned_abs();
        let error = (spread * FINE / bets.unsigned_abs() * FINE / bets.unsigned_abs()).isqrt();
        let error = signed(error) * SCALE / signed(FINE) / signed(self.stake);
        Some(Verdict {
            bets: self.bets,
            mean,
            error,
            exact,
            stands: (mean - exact).unsigned_abs() <= ALLOWED * error.unsigned_abs(),
        })
    }
}

impl Verdict {
    /// How many standard errors the mean is off. For printing only.
    pub fn off(&self) -> f64 {
        (self.mean - self.exact) as f64 / (self.error as f64).max(1.0)
    }

    /// The mean net return and the exact one, in percent of the stake. For printing only.
    pub fn percents(&self) -> (f64, f64) {
        let percent = |fixed: i128| fixed as f64 * 100.0 / SCALE as f64;
        (percent(self.mean), percent(self.exact))
    }
}

/// `num/den` in units of `1 / SCALE`. Digits that would not fit are dropped from both: they do not matter here.
fn fixed(fraction: &str) -> Option<i128> {
    let (num, den) = fraction.split_once('/').unwrap_or((fraction, "1"));
    let (sign, num) = num.strip_prefix('-').map_or((1, num), |num| (-1, num));
    let excess = num.len().max(den.len()).saturating_sub(22);
    let leading = |digits: &str| match digits.len().saturating_sub(excess) {
        0 => Some(0),
        kept => digits.get(..kept)?.parse::<i128>().ok(),
    };
    (leading(num)? * SCALE)
        .checked_div(leading(den)?)
        .map(|fixed| sign * fixed)
}

fn signed(amount: u128) -> i128 {
    i128::try_from(amount).expect("sums over some billion bets fit by far")
}

/// The least common multiple.
fn multiple(a: u128, b: u128) -> u128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}
