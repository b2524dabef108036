//! People as they are typed: one of the two by a handle, somebody new by name and address.

use crate::cli::error::CliError;
use crate::meeting::Handle;
use crate::notebook::Notebook;
use crate::text::{ascii_slug, fold_white_space};

/// The handle of the participant of `notebook` whom `text` names.
///
/// # Errors
/// When it is no handle, or that of neither of the two.
pub fn participant(notebook: &Notebook, text: &str) -> Result<Handle, CliError> {
    let pair = &notebook.settings().pair;
    let handle = Handle::new(text).map_err(|error| CliError::new(error.to_string()))?;
    let known = [&pair.manager.handle, &pair.ic.handle]
        .into_iter()
        .find(|known| known.is(handle.as_str()));
    known.cloned().ok_or_else(|| {
        CliError::new(format!(
            "`{text}` is not a participant of `{}`",
            notebook.name()
        ))
        .hint(format!(
            "the two are {} and {}",
            pair.manager.handle, pair.ic.handle
        ))
    })
}

/// A person as typed: name, and perhaps an address.
pub struct Typed {
    pub handle: Handle,
    pub name: String,
    pub email: Option<String>,
}

/// `Dana Ng <dana@example.com>` with the handle `dana`: the first word of the name, or the address where the name
/// can't be written in ASCII.
pub fn typed_person(text: &str, flag: &str) -> Result<Typed, CliError> {
    let wrong = |message: String| {
        CliError::new(message).hint(format!(
            "write it as `--{flag} \"Full Name <name@example.com>\"`"
        ))
    };
    let (name, email) = match text.split_once('<') {
        Some((name, rest)) => {
            let email = rest.trim().strip_suffix('>').map(str::trim);
            let email =
                email.filter(|email| email.contains('@') && !email.contains(char::is_whitespace));
            (
                name,
                Some(email.ok_or_else(|| wrong(format!("`{text}` has no complete address")))?),
            )
        }
        None if text.contains('@') && !text.trim().contains(' ') => ("", Some(text.trim())),
        None => (text, None),
    };
    let local = email
        .and_then(|email| email.split('@').next())
        .unwrap_or_default();
    let name = fold_white_space(name);
    let name = if name.is_empty() {
        local.to_string()
    } else {
        name
    };
    let first = name.split(' ').next().unwrap_or_default();
    let handle = ascii_slug(first)
        .or_else(|| ascii_slug(local))
        .unwrap_or_else(|| first.to_lowercase());
    let handle = Handle::new(&handle)
        .map_err(|_| wrong(format!("`{text}` has no name to make a handle of")))?;
    Ok(Typed {
        handle,
        name,
        email: email.map(str::to_string),
    })
}

/// Two people with one first name: their whole names become their handles, or else their addresses.
pub fn told_apart(manager: Typed, ic: Typed) -> (Typed, Typed) {
    if !manager.handle.is(ic.handle.as_str()) {
        return (manager, ic);
    }
    let whole = |person: &Typed| ascii_slug(&person.name).and_then(|slug| Handle::new(&slug).ok());
    let local = |person: &Typed| Handle::new(person.email.as_deref()?.split('@').next()?).ok();
    for (of_manager, of_ic) in [(whole(&manager), whole(&ic)), (local(&manager), local(&ic))] {
        if let (Some(of_manager), Some(of_ic)) = (of_manager, of_ic)
            && !of_manager.is(of_ic.as_str())
        {
            return (
                Typed {
                    handle: of_manager,
                    ..manager
                },
                Typed {
                    handle: of_ic,
                    ..ic
                },
            );
        }
    }
    (manager, ic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_as_typed() {
        let typed = |text: &str| {
            typed_person(text, "ic")
                .map(|p| format!("{}|{}|{}", p.handle, p.name, p.email.unwrap_or_default()))
                .ok()
        };
        assert_eq!(
            typed("Dana Ng <dana@example.com>").as_deref(),
            Some("dana|Dana Ng|dana@example.com")
        );
        assert_eq!(typed("  Zoë   Brontë ").as_deref(), Some("zoe|Zoë Brontë|"));
        assert_eq!(
            typed("陳怡君 <yijun@example.com>").as_deref(),
            Some("yijun|陳怡君|yijun@example.com")
        );
        assert_eq!(typed("陳怡君").as_deref(), Some("陳怡君|陳怡君|"));
        assert_eq!(
            typed("sam@example.com").as_deref(),
            Some("sam|sam|sam@example.com")
        );
        assert_eq!(typed("Dana <dana"), None);
        assert_eq!(typed(""), None);
    }
}
