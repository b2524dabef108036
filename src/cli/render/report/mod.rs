//! The look back in its forms.

mod html;
mod json;
mod markdown;
mod outline;
mod text;

pub use html::{MARK, page};
pub use json::ReportJson;
pub use markdown::document;
pub use outline::{outline, title};
pub use text::lines;
