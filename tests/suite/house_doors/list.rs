//! The doors to the outside that Rust and our libraries have, by the names that they give them.

use rustix::fs::CWD;

/// Some path.
const P: &str = ".";

/// Some value.
fn any<T>() -> T {
    panic!("nothing here is run")
}

/// Something that takes arguments.
#[derive(clap::Parser)]
struct Planted;

/// The doors, each by a use of it. That a library has them under these names shows in that this compiles.
macro_rules! doors {
    ($($use:expr;)*) => {
        /// Each door, as it stands in the list.
        pub const DOORS: &[&str] = &[$(stringify!($use)),*];

        #[expect(
            dead_code,
            deprecated,
            clippy::diverging_sub_expression,
            clippy::disallowed_macros,
            clippy::disallowed_types,
            reason = "it only has to compile"
        )]
        fn doors_are_there() {
            $(let _ = || {
                let _ = $use;
            };)*
        }
    };
}

doors! {
    // What lies in a folder.
    std::fs::metadata(P);
    std::fs::symlink_metadata(P);
    std::fs::exists(P);
    std::fs::canonicalize(P);
    std::fs::read_link(P);
    std::path::Path::metadata(any());
    std::path::Path::symlink_metadata(any());
    std::path::Path::exists(any());
    std::path::Path::try_exists(any());
    std::path::Path::is_file(any());
    std::path::Path::is_dir(any());
    std::path::Path::is_symlink(any());
    std::path::Path::canonicalize(any());
    std::path::Path::read_link(any());
    std::fs::read_dir(P);
    std::path::Path::read_dir(any());
    walkdir::WalkDir::new(P);
    // What a file holds.
    std::fs::read(P);
    std::fs::read_to_string(P);
    std::fs::File::open(P);
    // What is written.
    std::fs::write(P, P);
    std::fs::rename(P, P);
    std::fs::File::create(P);
    std::fs::File::create_new(P);
    std::fs::File::options();
    std::fs::OpenOptions::new();
    std::fs::OpenOptions::open(any(), P);
    std::fs::remove_file(P);
    std::fs::remove_dir(P);
    std::fs::remove_dir_all(P);
    std::fs::create_dir(P);
    std::fs::create_dir_all(P);
    std::fs::DirBuilder::new();
    std::fs::DirBuilder::create(any(), P);
    std::fs::copy(P, P);
    std::fs::hard_link(P, P);
    std::fs::soft_link(P, P);
    std::fs::set_permissions(P, any());
    std::os::unix::fs::symlink(P, P);
    std::os::unix::fs::chown(P, any(), any());
    std::os::unix::fs::lchown(P, any(), any());
    std::os::unix::fs::chroot(P);
    // Files that are made for a moment.
    tempfile::tempfile();
    tempfile::tempfile_in(P);
    tempfile::tempdir();
    tempfile::tempdir_in(P);
    tempfile::spooled_tempfile(any());
    tempfile::spooled_tempfile_in(any(), P);
    tempfile::Builder::tempfile(any());
    tempfile::Builder::tempfile_in(any(), P);
    tempfile::Builder::tempdir(any());
    tempfile::Builder::tempdir_in(any(), P);
    tempfile::Builder::make(any(), |_| Ok(()));
    tempfile::Builder::make_in(any(), P, |_| Ok(()));
    tempfile::NamedTempFile::new();
    tempfile::NamedTempFile::new_in(P);
    tempfile::NamedTempFile::with_prefix(P);
    tempfile::NamedTempFile::with_prefix_in(P, P);
    tempfile::NamedTempFile::with_suffix(P);
    tempfile::NamedTempFile::with_suffix_in(P, P);
    tempfile::TempDir::new();
    tempfile::TempDir::new_in(P);
    tempfile::TempDir::with_prefix(P);
    tempfile::TempDir::with_prefix_in(P, P);
    tempfile::TempDir::with_suffix(P);
    tempfile::TempDir::with_suffix_in(P, P);
    tempfile::SpooledTempFile::new(any());
    tempfile::SpooledTempFile::new_in(any(), P);
    tempfile::NamedTempFile::persist(any::<tempfile::NamedTempFile>(), P);
    tempfile::NamedTempFile::persist_noclobber(any::<tempfile::NamedTempFile>(), P);
    tempfile::TempPath::from_path(P);
    tempfile::TempPath::try_from_path(P);
    tempfile::TempPath::persist(any(), P);
    tempfile::TempPath::persist_noclobber(any(), P);
    tempfile::env::temp_dir();
    tempfile::env::override_temp_dir(any());
    // The same by the system's own calls.
    rustix::fs::open(P, any(), any());
    rustix::fs::openat(CWD, P, any(), any());
    rustix::fs::openat2(CWD, P, any(), any(), any());
    rustix::fs::memfd_create(P, any());
    rustix::fs::stat(P);
    rustix::fs::lstat(P);
    rustix::fs::statat(CWD, P, any());
    rustix::fs::statx(CWD, P, any(), any());
    rustix::fs::access(P, any());
    rustix::fs::accessat(CWD, P, any(), any());
    rustix::fs::statfs(P);
    rustix::fs::statvfs(P);
    rustix::fs::readlink(P, P);
    rustix::fs::readlinkat(CWD, P, P);
    rustix::fs::readlinkat_raw(CWD, P, any::<&mut [u8]>());
    rustix::fs::rename(P, P);
    rustix::fs::renameat(CWD, P, CWD, P);
    rustix::fs::renameat_with(CWD, P, CWD, P, any());
    rustix::fs::unlink(P);
    rustix::fs::unlinkat(CWD, P, any());
    rustix::fs::rmdir(P);
    rustix::fs::mkdir(P, any());
    rustix::fs::mkdirat(CWD, P, any());
    rustix::fs::link(P, P);
    rustix::fs::linkat(CWD, P, CWD, P, any());
    rustix::fs::symlink(P, P);
    rustix::fs::symlinkat(P, CWD, P);
    rustix::fs::chmod(P, any());
    rustix::fs::chmodat(CWD, P, any(), any());
    rustix::fs::chown(P, any(), any());
    rustix::fs::chownat(CWD, P, any(), any(), any());
    rustix::fs::utimensat(CWD, P, any(), any());
    rustix::fs::mknodat(CWD, P, any(), any(), any());
    rustix::fs::mkfifoat(CWD, P, any());
    rustix::fs::getxattr(P, P, any::<&mut [u8]>());
    rustix::fs::lgetxattr(P, P, any::<&mut [u8]>());
    rustix::fs::listxattr(P, any::<&mut [u8]>());
    rustix::fs::llistxattr(P, any::<&mut [u8]>());
    rustix::fs::setxattr(P, P, any(), any());
    rustix::fs::lsetxattr(P, P, any(), any());
    rustix::fs::removexattr(P, P);
    rustix::fs::lremovexattr(P, P);
    // Repositories.
    git2::Repository::open(P);
    git2::Repository::open_bare(P);
    git2::Repository::open_ext(P, any(), any::<&[&str]>());
    git2::Repository::open_from_env();
    git2::Repository::open_from_worktree(any());
    git2::Repository::discover(P);
    git2::Repository::discover_path(P, any::<&[&str]>());
    git2::Repository::init(P);
    git2::Repository::init_bare(P);
    git2::Repository::init_opts(P, any());
    git2::Repository::clone(P, P);
    git2::Repository::clone_recurse(P, P);
    git2::Repository::from_odb(any());
    git2::Submodule::open(any());
    git2::Submodule::clone(any(), any());
    git2::Submodule::repo_init(any(), any());
    git2::Worktree::open_from_repository(any());
    git2::build::RepoBuilder::clone(any(), P, any());
    git2::Config::open(any());
    git2::Config::open_default();
    git2::Config::find_global();
    git2::Config::find_system();
    git2::Config::find_xdg();
    git2::Config::add_file(any(), any(), any(), any());
    git2::Index::open(any());
    git2::Index::open_ext(any(), any());
    // Meetings.
    oneonone::notebook::Notebook::series(any(), any(), any());
    oneonone::notebook::Notebook::open_items(any(), any());
    oneonone::notebook::Notebook::texts(any());
    // What the process is given.
    std::env::var(P);
    std::env::var_os(P);
    std::env::vars();
    std::env::vars_os();
    std::env::set_var::<&str, &str>;
    std::env::remove_var::<&str>;
    std::env::set_current_dir(P);
    std::env::current_dir();
    std::path::absolute(P);
    std::env::args();
    std::env::args_os();
    std::env::current_exe();
    std::env::temp_dir();
    std::env::home_dir();
    etcetera::home_dir();
    etcetera::choose_base_strategy();
    etcetera::choose_app_strategy(any());
    etcetera::base_strategy::choose_base_strategy();
    etcetera::base_strategy::choose_native_strategy();
    etcetera::base_strategy::Xdg::new();
    etcetera::base_strategy::Apple::new();
    etcetera::base_strategy::Windows::new();
    etcetera::app_strategy::choose_app_strategy(any());
    etcetera::app_strategy::choose_native_strategy(any());
    etcetera::app_strategy::Xdg::new(any());
    etcetera::app_strategy::Apple::new(any());
    etcetera::app_strategy::Windows::new(any());
    etcetera::app_strategy::Unix::new(any());
    clap::Arg::env(any(), P);
    clap_complete::CompleteEnv::with_factory(any);
    // Other programs, and the end of this one.
    std::process::Command::new(P);
    std::process::exit(any());
    std::process::abort();
    std::process::id();
    clap::error::Error::exit(any::<&clap::Error>());
    <Planted as clap::Parser>::parse();
    <Planted as clap::Parser>::parse_from(any::<&[&str]>());
    clap::Command::get_matches(any());
    clap::Command::get_matches_from(any(), any::<&[&str]>());
    // The terminal.
    std::io::stdin();
    std::io::stdout();
    std::io::stderr();
    anstream::stdout();
    anstream::stderr();
    anstream::AutoStream::auto(any::<std::io::Stdout>());
    anstream::AutoStream::choice(any::<&std::io::Stdout>());
    terminal_size::terminal_size();
    terminal_size::terminal_size_of(any::<std::io::Stdout>());
    clap::Command::print_help(any());
    clap::Command::print_long_help(any());
    clap::error::Error::print(any::<&clap::Error>());
    // Files that crates would write.
    clap_complete::generate_to(any::<clap_complete::Shell>(), any(), P, P);
    clap_mangen::generate_to(any(), P);
    clap_mangen::Man::generate_to(any(), P);
    // The clock.
    std::time::SystemTime::now();
    std::time::SystemTime::elapsed(any());
    std::time::Instant::now();
    std::time::Instant::elapsed(any());
    chrono::Local::now();
    chrono::Utc::now();
    jiff::ZonedDateTime::now();
    jiff::Timestamp::now();
    jiff::tz::TimeZone::system();
    jiff::tz::TimeZone::try_system();
    std::thread::sleep(any());
    std::thread::sleep_ms(any());
    std::thread::park_timeout(any());
    // The machine and the network.
    std::thread::available_parallelism();
    std::net::TcpStream::connect(P);
    std::net::TcpStream::connect_timeout(any(), any());
    std::net::TcpListener::bind(P);
    std::net::UdpSocket::bind(P);
    std::net::ToSocketAddrs::to_socket_addrs(&P);
    std::os::unix::net::UnixStream::connect(P);
    std::os::unix::net::UnixStream::connect_addr(any());
    std::os::unix::net::UnixListener::bind(P);
    std::os::unix::net::UnixListener::bind_addr(any());
    std::os::unix::net::UnixDatagram::bind(P);
    std::os::unix::net::UnixDatagram::bind_addr(any());
    std::os::unix::net::UnixDatagram::unbound();
    // A date of the machine's own time zone, and what libgit2 would change.
    Option::<chrono::Local>::None;
    Option::<git2::build::CheckoutBuilder>::None;
    // Printing by another name.
    anstream::print!("");
    anstream::println!("");
    anstream::eprint!("");
    anstream::eprintln!("");
}
