//! Names of spots, put together at compile time.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "runs at compile time only, where an overflow is an error"
)]

/// Room for the longest name.
const ROOM: usize = 20;

/// A name in the making. Everything here panics on nonsense, which at compile time is an error in a layout.
#[derive(Clone, Copy)]
pub(crate) struct Name {
    bytes: [u8; ROOM],
    len: usize,
}

impl Name {
    pub(crate) const fn new(text: &str) -> Self {
        Self {
            bytes: [b'_'; ROOM],
            len: 0,
        }
        .text(text)
    }

    /// Appends `text`.
    pub(crate) const fn text(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        let mut i = 0;
        while i < text.len() {
            self.bytes[self.len] = text[i];
            self.len += 1;
            i += 1;
        }
        self
    }

    /// Appends an underscore and `number`, which is below 100.
    pub(crate) const fn number(mut self, number: u8) -> Self {
        self.bytes[self.len] = b'_';
        self.len += 1;
        if number >= 10 {
            self.bytes[self.len] = b'0' + number / 10;
            self.len += 1;
        }
        self.bytes[self.len] = b'0' + number % 10;
        self.len += 1;
        self
    }

    pub(crate) const fn as_str(&'static self) -> &'static str {
        let (text, _) = self.bytes.split_at(self.len);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => panic!("names are ASCII"),
        }
    }
}
