//! Addresses of repositories, without their secrets.

/// `text` with each address in it as it may be shown: without a name and password before the host, and without a query
/// behind the path, where a token may stand.
pub fn without_credentials(text: &str) -> String {
    const SIGN: &str = "://";
    let Some(at) = text.find(SIGN) else {
        return text.to_string();
    };
    let (before, rest) = text.split_at(at + SIGN.len());
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (address, rest) = rest.split_at(end);
    let authority = &address[..address.find(['/', '?', '#']).unwrap_or(address.len())];
    // A password in which a slash was not escaped seems to end the host: then the last `@` of all ends it.
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let is_cut_short = || {
        let port = authority.rsplit_once(':').map(|(_, port)| port);
        port.is_some_and(|port| !is_port(port) && !authority.starts_with('['))
    };
    let secret = match authority.rfind('@') {
        None if is_cut_short() => address.rfind('@'),
        found => found,
    };
    let address = secret.map_or(address, |at| &address[at + 1..]);
    let query = address.find(['?', '#']).unwrap_or(address.len());
    let (address, query) = address.split_at(query);
    // What git puts behind an address that it quotes.
    let quote = query.trim_end_matches(|c: char| !matches!(c, '\'' | '"' | '`' | ':'));
    let quote = &quote[quote.trim_end_matches(['\'', '"', '`', ':']).len()..];
    format!(
        "{before}{}{quote}{}",
        without_credentials(address),
        without_credentials(rest)
    )
}

#[cfg(test)]
mod tests {
    use super::without_credentials;

    #[test]
    fn what_is_secret_in_an_address_is_not_shown() {
        for (text, expected) in [
            ("https://example.com/a.git", "https://example.com/a.git"),
            ("https://dana:s3@example.com/a", "https://example.com/a"),
            ("https://ghp_token@example.com/a", "https://example.com/a"),
            (
                "https://a:p@w@example.com:8443/a",
                "https://example.com:8443/a",
            ),
            ("https://a:p/w@example.com/a", "https://example.com/a"),
            ("https://a:p?w@example.com/a", "https://example.com/a"),
            (
                "https://example.com/@scope/a",
                "https://example.com/@scope/a",
            ),
            (
                "https://example.com/a?private_token=x",
                "https://example.com/a",
            ),
            ("ssh://git@example.com:22/a", "ssh://example.com:22/a"),
            ("ssh://git:x@[::1]:22/a", "ssh://[::1]:22/a"),
            ("ssh://[::1]/a@b", "ssh://[::1]/a@b"),
            ("git@example.com:pair/a.git", "git@example.com:pair/a.git"),
            ("/home/dana/a.git", "/home/dana/a.git"),
            ("file:///home/d@na/a", "file:///home/d@na/a"),
            (
                "gcrypt::https://t:x@example.com/a",
                "gcrypt::https://example.com/a",
            ),
            (
                "https://proxy/https://t:x@example.com/a",
                "https://proxy/https://example.com/a",
            ),
            (
                "fatal: unable to access 'https://t:x@example.com/a/': and https://u@b.c too",
                "fatal: unable to access 'https://example.com/a/': and https://b.c too",
            ),
            (
                "repository 'https://h/a?token=b' not found",
                "repository 'https://h/a' not found",
            ),
            ("://", "://"),
            ("https://", "https://"),
            ("https://ü:ß@exämple.com/ä", "https://exämple.com/ä"),
        ] {
            assert_eq!(without_credentials(text), expected, "{text}");
        }
    }
}
