//! Files that hold a pointer or a cipher in place of their text.

/// What stands in a file in the place of its text: it is kept elsewhere, or is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// What git-crypt makes of it.
    GitCrypt,
    /// What OpenSSL makes of it, as transcrypt has it: in letters.
    OpenSsl,
    /// A message of OpenPGP.
    Pgp,
    /// What age makes of it.
    Age,
    /// A pointer of Git LFS.
    LfsPointer,
}

/// How they begin. The pointer's first line is its version, as the specification of Git LFS has it.
const BEGINNINGS: [(&[u8], StandIn); 7] = [
    (b"\0GITCRYPT\0", StandIn::GitCrypt),
    (b"U2FsdGVkX1", StandIn::OpenSsl),
    (b"Salted__", StandIn::OpenSsl),
    (b"-----BEGIN PGP MESSAGE-----", StandIn::Pgp),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", StandIn::Age),
    (b"age-encryption.org/v1\n", StandIn::Age),
    (
        b"version https://git-lfs.github.com/spec/v",
        StandIn::LfsPointer,
    ),
];

/// What `bytes` are, where they are not the text of a file but stand for it.
pub fn stand_in(bytes: &[u8]) -> Option<StandIn> {
    let begins = |(beginning, _): &&(&[u8], StandIn)| bytes.starts_with(beginning);
    BEGINNINGS.iter().find(begins).map(|(_, what)| *what)
}

impl StandIn {
    /// What lies there, as a message says it.
    pub fn words(self) -> &'static str {
        match self {
            StandIn::GitCrypt => "encrypted by git-crypt",
            StandIn::OpenSsl => "encrypted, as by transcrypt",
            StandIn::Pgp => "encrypted by OpenPGP",
            StandIn::Age => "encrypted by age",
            StandIn::LfsPointer => "a pointer of Git LFS",
        }
    }

    /// What to type, so that the text is there, where git is called by `git`.
    pub fn help(self, git: &str) -> String {
        match self {
            StandIn::GitCrypt => "unlock the clone with `git-crypt unlock KEYFILE`".to_string(),
            StandIn::LfsPointer => {
                format!("get the texts with `{git} lfs install` and `{git} lfs pull`")
            }
            StandIn::OpenSsl => {
                "unlock the clone as the other one tells you, with `transcrypt -c CIPHER -p PASSWORD`".to_string()
            }
            StandIn::Pgp | StandIn::Age => "ask the other one how the files are encrypted".to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_a_text() {
        for (text, expected) in [
            (&b"\0GITCRYPT\0\x91\x02"[..], Some(StandIn::GitCrypt)),
            (b"U2FsdGVkX19cB2U=\n", Some(StandIn::OpenSsl)),
            (
                b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
                Some(StandIn::LfsPointer),
            ),
            (b"-----BEGIN PGP MESSAGE-----\n", Some(StandIn::Pgp)),
            (b"---\ndate: 2026-11-24\n---\n", None),
            (b"# version https://git-lfs.github.com/spec/v1\n", None),
            (b"", None),
        ] {
            assert_eq!(stand_in(text), expected);
        }
    }
}
