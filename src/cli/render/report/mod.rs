//! The look back in its forms.

mod html;
mod markdown;
mod outline;
mod text;

pub use html::{MARK, page};
pub use markdown::document;
pub use outline::{outline, title};
pub use text::lines;
