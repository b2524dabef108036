//! A number for some bytes, the same everywhere.

/// A number that stands for these bytes, one part after the other: 64 bits, the same on every machine and in every
/// version, so that it may be kept on disk and shown to people.
pub fn stable_hash(parts: &[&[u8]]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().copied().flatten() {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // FNV alone hardly moves the upper bits for a last letter that differs, and references are cut from those: the
    // finalizer of MurmurHash3 spreads them.
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::stable_hash;

    #[test]
    fn it_never_changes() {
        assert_eq!(stable_hash(&[b"ab", b"c"]), stable_hash(&[b"abc"]));
        assert_eq!(stable_hash(&[b"abc"]), 0x33eb_af99_27cb_c5bd);
    }
}
