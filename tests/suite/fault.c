/* Stands between the program and the C library, and lets the N-th call that changes the notebook go wrong.
 *
 * FAULT_ROOT  only calls on paths below this folder count
 * FAULT_LOG   each call that counts is noted in this file, one a line
 * FAULT_AT    which call it is, from 1; without it none goes wrong
 * FAULT_WHEN  "before" (of a write, half is done by then, but for a hook) or "after" the call is done
 * FAULT_DO    KILL, ENOSPC, EIO, EACCES, EINVAL, ENOTSUP, ENOSYS, or HOOK: run FAULT_HOOK in a shell and go on
 * FAULT_STAYS with it all later calls go wrong as well
 *
 * `tempfile` renames by bare system calls that can't be caught here. The states before and after its renames are
 * those after the file's fsync and before the folder's.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static const char *root, *log_file, *when = "", *what = "", *hook = "";
static long at, count;
static int stays;

__attribute__((constructor)) static void start(void)
{
    const char *text;
    root = getenv("FAULT_ROOT");
    log_file = getenv("FAULT_LOG");
    if ((text = getenv("FAULT_WHEN"))) when = text;
    if ((text = getenv("FAULT_DO"))) what = text;
    if ((text = getenv("FAULT_HOOK"))) hook = text;
    if ((text = getenv("FAULT_AT"))) at = atol(text);
    stays = getenv("FAULT_STAYS") != NULL;
    unsetenv("LD_PRELOAD"); /* the hook and git are left in peace */
}

static void path_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
}

static void path_at(int folder, const char *name, char *path)
{
    char before[PATH_MAX] = "";
    if (name[0] != '/') {
        if (folder == AT_FDCWD) {
            if (!getcwd(before, sizeof before)) before[0] = 0;
        } else {
            path_of(folder, before);
        }
    }
    if (snprintf(path, PATH_MAX, "%s%s%s", before, before[0] ? "/" : "", name) >= PATH_MAX) path[0] = 0;
}

/* Whether this call is the one, or one of those, that go wrong. */
static int enter(const char *call, const char *path)
{
    size_t length = root ? strlen(root) : 0;
    if (!length || strncmp(path, root, length) || (path[length] && path[length] != '/')) return 0;
    if (!strcmp(call, "mkdir") && !access(path, F_OK)) return 0; /* it is there: nothing is made */
    count++;
    FILE *log = log_file ? fopen(log_file, "a") : NULL;
    if (log) {
        fprintf(log, "%s %s\n", call, path + length);
        fclose(log);
    }
    if (!strcmp(what, "ENOSPC") && !strcmp(call, "unlink")) return 0; /* a full disk lets go */
    return at && (count == at || (stays && count > at));
}

/* Let it go wrong. Whether the call fails by that. */
static int strike(void)
{
    if (!strcmp(what, "KILL")) kill(getpid(), SIGKILL);
    if (!strcmp(what, "HOOK")) return system(hook) == -1;
    errno = !strcmp(what, "ENOSPC") ? ENOSPC
          : !strcmp(what, "EIO") ? EIO
          : !strcmp(what, "EINVAL") ? EINVAL
          : !strcmp(what, "ENOTSUP") ? ENOTSUP
          : !strcmp(what, "ENOSYS") ? ENOSYS : EACCES;
    return 1;
}

/* The function `name`, with `find` to fill in the path it works on, and `half` to do half of its work. */
#define STAND_BETWEEN(type, name, call, parameters, arguments, find, half) \
    type name parameters \
    { \
        char path[PATH_MAX] = ""; \
        find; \
        int hit = enter(call, path); \
        if (hit && !strcmp(when, "before")) { \
            if (strcmp(what, "HOOK")) half; \
            if (strike()) return -1; \
        } \
        type result = REAL(name) arguments; \
        int error = errno; \
        if (hit && !strcmp(when, "after") && strike()) return -1; \
        errno = error; \
        return result; \
    }
#define NOTHING (void)0

/* Only what makes files counts; each of these has its mode after its flags. */
#define OPEN(name, folder, parameters, arguments) \
    STAND_BETWEEN(int, name, "open", parameters, arguments, \
                  mode_t mode = 0; if (flags & O_CREAT) { \
                      va_list rest; \
                      va_start(rest, flags); \
                      mode = va_arg(rest, mode_t); \
                      va_end(rest); \
                      path_at(folder, file, path); \
                  }, NOTHING)
OPEN(open, AT_FDCWD, (const char *file, int flags, ...), (file, flags, mode))
OPEN(open64, AT_FDCWD, (const char *file, int flags, ...), (file, flags, mode))
OPEN(openat, folder, (int folder, const char *file, int flags, ...), (folder, file, flags, mode))
OPEN(openat64, folder, (int folder, const char *file, int flags, ...), (folder, file, flags, mode))

#define ON_FILE(type, name, parameters, arguments, half) \
    STAND_BETWEEN(type, name, #name, parameters, arguments, path_of(fd, path), half)
ON_FILE(ssize_t, write, (int fd, const void *bytes, size_t size), (fd, bytes, size),
        (void)!REAL(write)(fd, bytes, size / 2))
ON_FILE(ssize_t, pwrite, (int fd, const void *bytes, size_t size, off_t from), (fd, bytes, size, from),
        (void)!REAL(pwrite)(fd, bytes, size / 2, from))
ON_FILE(ssize_t, pwrite64, (int fd, const void *bytes, size_t size, off64_t from), (fd, bytes, size, from),
        (void)!REAL(pwrite64)(fd, bytes, size / 2, from))
ON_FILE(int, fsync, (int fd), (fd), NOTHING)
ON_FILE(int, fdatasync, (int fd), (fd), NOTHING)
ON_FILE(int, fchmod, (int fd, mode_t mode), (fd, mode), NOTHING)
ON_FILE(int, ftruncate, (int fd, off_t size), (fd, size), NOTHING)
ON_FILE(int, ftruncate64, (int fd, off64_t size), (fd, size), NOTHING)

#define ON_PATH(name, call, folder, parameters, arguments) \
    STAND_BETWEEN(int, name, call, parameters, arguments, path_at(folder, file, path), NOTHING)
ON_PATH(rename, "rename", AT_FDCWD, (const char *from, const char *file), (from, file))
ON_PATH(renameat, "rename", folder, (int old, const char *from, int folder, const char *file),
        (old, from, folder, file))
ON_PATH(renameat2, "rename", folder, (int old, const char *from, int folder, const char *file, unsigned int flags),
        (old, from, folder, file, flags))
ON_PATH(link, "link", AT_FDCWD, (const char *from, const char *file), (from, file))
ON_PATH(linkat, "link", folder, (int old, const char *from, int folder, const char *file, int flags),
        (old, from, folder, file, flags))
ON_PATH(unlink, "unlink", AT_FDCWD, (const char *file), (file))
ON_PATH(mkdir, "mkdir", AT_FDCWD, (const char *file, mode_t mode), (file, mode))
