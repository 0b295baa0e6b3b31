/* The beginning of our AppImage: finds the SquashFS image that follows this program in its own file, mounts it with
 * FUSE, starts AppRun in it and unmounts it when the last process that came of it has ended.
 *
 * An AppImage of type 2 is such a program with "AI\2" at byte 8, followed by the image. The usual program for that
 * comes from no package registry, so this one is built here, from Debian's libsquashfuse and libfuse3, linked
 * statically. It keeps the usual one's options (--appimage-offset, --appimage-extract, --appimage-mount,
 * --appimage-extract-and-run, --appimage-help) and variables (APPIMAGE, APPDIR, ARGV0, OWD; APPIMAGE_EXTRACT_AND_RUN;
 * TMPDIR). Where FUSE is not to be had, it unpacks by itself into a temporary folder instead, which it removes at the
 * end.
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <squashfuse/ll.h>
#include <squashfuse/squashfuse.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char self[PATH_MAX], place[PATH_MAX];
static size_t offset;

static void fail(const char *what, ...) {
    va_list more;
    va_start(more, what);
    vfprintf(stderr, what, more);
    va_end(more);
    fprintf(stderr, "\n");
    exit(127);
}

/* The image begins where the last part of the ELF file ends: its section table, or the last section's content. */
static void find_image(void) {
    Elf64_Ehdr head;
    int file = open(self, O_RDONLY | O_CLOEXEC);
    if (file < 0 || pread(file, &head, sizeof head, 0) != sizeof head) fail("This file can't be read: %s", self);
    offset = head.e_shoff + (size_t)head.e_shentsize * head.e_shnum;
    for (int number = 0; number < head.e_shnum; number++) {
        Elf64_Shdr section;
        off_t at = (off_t)(head.e_shoff + (size_t)number * head.e_shentsize);
        if (pread(file, &section, sizeof section, at) != sizeof section) fail("This file is damaged: %s", self);
        if (section.sh_type != SHT_NOBITS && section.sh_offset + section.sh_size > offset)
            offset = section.sh_offset + section.sh_size;
    }
    close(file);
}

static void make_place(const char *prefix) {
    const char *base = getenv("TMPDIR");
    if (snprintf(place, sizeof place, "%s/%sXXXXXX", base && *base ? base : "/tmp", prefix) >= (int)sizeof place ||
        !mkdtemp(place))
        fail("There is no folder for temporary files: %s", place);
}

/* ---- unpacking ------------------------------------------------------------------------------------------------- */

static void unpack_file(sqfs *fs, sqfs_inode *inode, const char *path) {
    static char data[1 << 20];
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, inode->base.mode & 0777);
    if (file < 0) fail("%s: %s", path, strerror(errno));
    for (sqfs_off_t at = 0; at < (sqfs_off_t)inode->xtra.reg.file_size;) {
        sqfs_off_t size = sizeof data;
        if (sqfs_read_range(fs, inode, at, &size, data) || size <= 0) fail("This file is damaged: %s", self);
        for (sqfs_off_t done = 0; done < size;) {
            ssize_t wrote = write(file, data + done, (size_t)(size - done));
            if (wrote < 0) fail("%s: %s", path, strerror(errno));
            done += wrote;
        }
        at += size;
    }
    close(file);
}

static void unpack(const char *folder) {
    sqfs fs;
    sqfs_traverse walk;
    sqfs_err fault = SQFS_OK;
    if (sqfs_open_image(&fs, self, offset) || sqfs_traverse_open(&walk, &fs, sqfs_inode_root(&fs)))
        fail("This file is damaged: %s", self);
    while (sqfs_traverse_next(&walk, &fault)) {
        char path[PATH_MAX], target[PATH_MAX];
        size_t size = sizeof target;
        sqfs_inode inode;
        if (walk.dir_end) continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, walk.path) >= (int)sizeof path ||
            sqfs_inode_get(&fs, &inode, sqfs_dentry_inode(&walk.entry)))
            fail("This file is damaged: %s", self);
        if (S_ISDIR(inode.base.mode)) {
            if (mkdir(path, 0755) && errno != EEXIST) fail("%s: %s", path, strerror(errno));
        } else if (S_ISREG(inode.base.mode)) {
            unpack_file(&fs, &inode, path);
        } else if (S_ISLNK(inode.base.mode)) {
            if (sqfs_readlink(&fs, &inode, target, &size)) fail("This file is damaged: %s", self);
            unlink(path);
            if (symlink(target, path)) fail("%s: %s", path, strerror(errno));
        }
    }
    if (fault) fail("This file is damaged: %s", self);
    sqfs_traverse_close(&walk);
    sqfs_destroy(&fs);
}

static int forget(const char *path, const struct stat *about, int kind, struct FTW *where) {
    (void)about, (void)kind, (void)where;
    remove(path);
    return 0;
}

/* ---- mounting -------------------------------------------------------------------------------------------------- */

static struct fuse_session *session;

/* Unmounts and ends when nobody holds the other end of the pipe any more: the program and what it started are gone.
 * The session's own way out would wait for one more question about a file, which may never be asked. */
static void *wait_for_end(void *pipe_end) {
    char byte;
    ssize_t count;
    do count = read(*(int *)pipe_end, &byte, 1);
    while (count > 0 || (count < 0 && errno == EINTR));
    if (geteuid() == 0)
        umount2(place, MNT_DETACH);
    else
        fuse_session_unmount(session);
    rmdir(place);
    _exit(0);
}

/* Serves the image at `place` until the pipe ends. Says "m" on `ready` once it is mounted, and nothing where it can't. */
static void serve(int ready, int alive) {
    struct fuse_lowlevel_ops operations = {
        .getattr = sqfs_ll_op_getattr,   .opendir = sqfs_ll_op_opendir,     .releasedir = sqfs_ll_op_releasedir,
        .readdir = sqfs_ll_op_readdir,   .lookup = sqfs_ll_op_lookup,       .open = sqfs_ll_op_open,
        .create = sqfs_ll_op_create,     .release = sqfs_ll_op_release,     .read = sqfs_ll_op_read,
        .readlink = sqfs_ll_op_readlink, .listxattr = sqfs_ll_op_listxattr, .getxattr = sqfs_ll_op_getxattr,
        .forget = sqfs_ll_op_forget,     .statfs = stfs_ll_op_statfs,
    };
    char *words[] = {"seedance", "-o", "ro,nodev,nosuid,subtype=appimage,fsname=seedance-gui"};
    struct fuse_args arguments = FUSE_ARGS_INIT(3, words);
    sqfs_ll_chan channel = {0};
    pthread_t waiting;
    int quiet = open("/dev/null", O_RDWR);
    dup2(quiet, 2);
    sqfs_ll *image = sqfs_ll_open(self, offset);
    if (!image || sqfs_ll_mount(&channel, place, &arguments, &operations, sizeof operations, image)) _exit(1);
    session = channel.session;
    setsid();
    for (int number = SIGHUP; number <= SIGTERM; number++) signal(number, SIG_IGN);
    dup2(quiet, 0);
    dup2(quiet, 1);
    if (pthread_create(&waiting, NULL, wait_for_end, &alive) || write(ready, "m", 1) != 1) _exit(1);
    close(ready);
    fuse_session_loop(session);
    /* It is unmounted, or about to be: the folder may be busy for another moment. */
    for (int tries = 0; tries < 100 && rmdir(place) && errno == EBUSY; tries++) usleep(20000);
    _exit(0);
}

/* Returns whether the image is mounted at `place`. Our end of the pipe stays open in all that is started from here. */
static int mount_image(void) {
    int ready[2], alive[2];
    char byte;
    make_place(".mount_seedan");
    if (pipe2(ready, O_CLOEXEC) || pipe(alive)) fail("%s", strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        close(ready[0]);
        close(alive[1]);
        if (fork() == 0) serve(ready[1], alive[0]);
        _exit(0);
    }
    close(ready[1]);
    close(alive[0]);
    waitpid(child, NULL, 0);
    int mounted = child > 0 && read(ready[0], &byte, 1) == 1;
    close(ready[0]);
    if (!mounted) {
        close(alive[1]);
        rmdir(place);
    }
    return mounted;
}

/* ---- starting -------------------------------------------------------------------------------------------------- */

static void start(char **arguments) {
    char program[PATH_MAX + 8], here[PATH_MAX];
    snprintf(program, sizeof program, "%s/AppRun", place);
    setenv("APPIMAGE", self, 1);
    setenv("APPDIR", place, 1);
    setenv("ARGV0", arguments[0], 1);
    if (getcwd(here, sizeof here)) setenv("OWD", here, 1);
    execv(program, arguments);
    fail("%s: %s", program, strerror(errno));
}

static pid_t running;

static void pass_on(int number) { kill(running, number); }

/* Unpacks, waits for the program's end, removes what was unpacked and ends as the program did. */
static void extract_and_run(char **arguments) {
    int status;
    make_place(".unpacked_seedan");
    unpack(place);
    running = fork();
    if (running == 0) start(arguments);
    for (int number = SIGHUP; number <= SIGTERM; number++) signal(number, pass_on);
    while (waitpid(running, &status, 0) < 0 && errno == EINTR) {}
    nftw(place, forget, 32, FTW_DEPTH | FTW_PHYS);
    exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

int main(int count, char **arguments) {
    const char *option = count > 1 ? arguments[1] : "", *wish = getenv("APPIMAGE_EXTRACT_AND_RUN");
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0) fail("/proc is not there");
    find_image();
    if (!strcmp(option, "--appimage-help")) {
        puts("--appimage-extract          unpack into squashfs-root here\n"
             "--appimage-extract-and-run  run from a temporary folder, without FUSE (also APPIMAGE_EXTRACT_AND_RUN=1)\n"
             "--appimage-mount            mount until Ctrl+C\n"
             "--appimage-offset           say at which byte the image begins");
        return 0;
    }
    if (!strcmp(option, "--appimage-offset")) return printf("%zu\n", offset) < 0;
    if (!strcmp(option, "--appimage-extract")) {
        if (mkdir("squashfs-root", 0755) && errno != EEXIST) fail("squashfs-root: %s", strerror(errno));
        unpack("squashfs-root");
        return 0;
    }
    if (!strcmp(option, "--appimage-mount")) {
        if (!mount_image()) fail("FUSE is not to be had here");
        puts(place);
        fflush(stdout);
        pause();
        return 0;
    }
    int asked = !strcmp(option, "--appimage-extract-and-run");
    if (asked) {
        arguments[1] = arguments[0];
        arguments++;
    }
    if (asked || (wish && *wish && strcmp(wish, "0")) || !mount_image()) extract_and_run(arguments);
    start(arguments);
}
