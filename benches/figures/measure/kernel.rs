//! The four calls that the standard library does not make, declared by hand because no crate is worth it for a
//! benchmark. Only `wait4` gives the processor time and the peak memory of one child: the sums over all children hide
//! the peak of one, and reading `/proc` just before a child ends is a race. Linux with 64 bits only.

#![allow(unsafe_code)]

use std::ffi::{c_int, c_long};
use std::fs::File;
use std::io::{Error, ErrorKind};
use std::mem::MaybeUninit;
use std::os::fd::AsRawFd;
use std::path::Path;

/// The layouts below are those of 64 bits.
const _: () = assert!(size_of::<c_long>() == 8);

#[repr(C)]
struct Time {
    seconds: c_long,
    microseconds: c_long,
}

impl Time {
    fn milliseconds(&self) -> f64 {
        self.seconds as f64 * 1e3 + self.microseconds as f64 / 1e3
    }
}

/// `struct rusage`; `peak` is `ru_maxrss`, in KiB on Linux.
#[repr(C)]
pub struct Rusage {
    user: Time,
    system: Time,
    peak: c_long,
    rest: [c_long; 13],
}

impl Rusage {
    /// Processor time in milliseconds, in the program and in the kernel.
    pub fn cpu(&self) -> f64 {
        self.user.milliseconds() + self.system.milliseconds()
    }

    /// Peak memory in MiB.
    pub fn peak(&self) -> f64 {
        self.peak as f64 / 1024.0
    }
}

/// `cpu_set_t`.
type Processors = [u64; 16];

unsafe extern "C" {
    fn wait4(pid: c_int, status: *mut c_int, options: c_int, rusage: *mut Rusage) -> c_int;
    fn syncfs(file: c_int) -> c_int;
    fn sched_getaffinity(pid: c_int, size: usize, set: *mut Processors) -> c_int;
    fn sched_setaffinity(pid: c_int, size: usize, set: *const Processors) -> c_int;
}

/// Waits for this child and gives what it used.
pub fn wait(pid: u32) -> Option<(c_int, Rusage)> {
    let (mut status, mut rusage) = (0, MaybeUninit::uninit());
    loop {
        // SAFETY: both pointers are to live places of the right layout, which `wait4` fills when it gives back the pid.
        let waited = unsafe { wait4(pid as c_int, &raw mut status, 0, rusage.as_mut_ptr()) };
        if waited == pid as c_int {
            // SAFETY: filled, see above.
            return Some((status, unsafe { rusage.assume_init() }));
        }
        if Error::last_os_error().kind() != ErrorKind::Interrupted {
            return None;
        }
    }
}

/// Writes what is dirty on the disk of `folder`, so that the first `fsync` of a run does not pay for the copy it is
/// run on.
pub fn settle(folder: &Path) -> Result<(), String> {
    let file = File::open(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // SAFETY: the descriptor is open until the end of this function.
    match unsafe { syncfs(file.as_raw_fd()) } {
        0 => Ok(()),
        _ => Err(format!("syncfs: {}", Error::last_os_error())),
    }
}

/// Keeps this process and its children on two processors: the targets are written for two, and the comparisons get two
/// threads. Best effort: on a machine with one or two there is nothing to do.
pub fn stay_on_two_processors() {
    let mut set: Processors = [0; 16];
    // SAFETY: the pointer is to a live array of the size that is passed along.
    if unsafe { sched_getaffinity(0, size_of::<Processors>(), &raw mut set) } < 0 {
        return;
    }
    let mut left = 2;
    for word in &mut set {
        for bit in 0..64 {
            let here = *word & 1 << bit != 0;
            if here && left == 0 {
                *word &= !(1 << bit);
            } else if here {
                left -= 1;
            }
        }
    }
    // SAFETY: as above.
    unsafe { sched_setaffinity(0, size_of::<Processors>(), &raw const set) };
}
