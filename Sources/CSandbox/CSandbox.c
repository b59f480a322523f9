#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// Newer than the headers of Debian 12; the kernel's numbers never change.
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#define ACCESS_DEVICE_CONTROL (1ULL << 15)
#define ACCESS_TCP (3ULL)
#define SCOPE_SOCKETS_AND_SIGNALS (3ULL)

// The kernel's structure as of version 6; older kernels take a shorter one.
typedef struct {
  uint64_t files;
  uint64_t network;
  uint64_t scope;
} landlock_rules;

int sandbox_landlock_version(void) {
  long version = syscall(__NR_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version > 0 ? (int)version : 0;
}

bool sandbox_filters_calls(void) {
#ifdef ARCHITECTURE
  // Without a program, a kernel that can filter finds the address bad; one that cannot, the mode.
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno == EFAULT;
#else
  return false;
#endif
}

int sandbox_rules_writing_beneath(const char *folder) {
  int version = sandbox_landlock_version();
  if (version == 0) {
    errno = ENOSYS;
    return -1;
  }
  landlock_rules rules = {
      .files = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
               LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
               LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
               LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
               LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM};
  if (version >= 2) rules.files |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) rules.files |= LANDLOCK_ACCESS_FS_TRUNCATE;
  if (version >= 5) rules.files |= ACCESS_DEVICE_CONTROL;
  size_t size = offsetof(landlock_rules, network);
  if (version >= 4) {
    rules.network = ACCESS_TCP;
    size = offsetof(landlock_rules, scope);
  }
  if (version >= 6) {
    rules.scope = SCOPE_SOCKETS_AND_SIGNALS;
    size = sizeof rules;
  }
  int descriptor = (int)syscall(__NR_landlock_create_ruleset, &rules, size, 0);
  if (descriptor < 0) return -1;
  struct landlock_path_beneath_attr beneath = {
      .allowed_access = rules.files, .parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC)};
  long failed =
      beneath.parent_fd < 0
          ? -1
          : syscall(__NR_landlock_add_rule, descriptor, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
  int reason = errno;
  if (beneath.parent_fd >= 0) close(beneath.parent_fd);
  if (failed) {
    close(descriptor);
    errno = reason;
    return -1;
  }
  return descriptor;
}

#ifdef ARCHITECTURE
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define REFUSE(call, reason)                                \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1),   \
      RETURN(SECCOMP_RET_ERRNO | ((reason) & SECCOMP_RET_DATA))

static int refuse_sockets(void) {
  struct sock_filter steps[] = {
      // Calls by another processor's numbers would slip through.
      LOAD(arch),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
      RETURN(SECCOMP_RET_KILL_PROCESS),
      LOAD(nr),
#ifdef __x86_64__
      // The 32-bit way of calling (x32) numbers them anew from here.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
      RETURN(SECCOMP_RET_KILL_PROCESS),
#endif
      REFUSE(socket, EAFNOSUPPORT),
      REFUSE(io_uring_setup, EPERM),
      RETURN(SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof steps / sizeof *steps, .filter = steps};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
#else
static int refuse_sockets(void) {
  errno = ENOSYS;
  return -1;
}
#endif

int sandbox_enter(const sandbox_terms *terms) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -1;
  if (terms->rules >= 0 && syscall(__NR_landlock_restrict_self, terms->rules, 0)) return -1;
  return terms->refuses_sockets ? refuse_sockets() : 0;
}

// In the child of a process with many threads: calls to the kernel only, until the program is replaced.
static int become_worker(
    const char *program, char *const environment[], int request_end, int answer_end, const sandbox_terms *terms, pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0)) return errno;
  if (getppid() != parent) _exit(1);
  signal(SIGINT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);

  // Out of the way of 0 to 4 first: any of these may be one of them.
  int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0) return errno;
  int request = fcntl(request_end, F_DUPFD_CLOEXEC, 10);
  int answer = fcntl(answer_end, F_DUPFD_CLOEXEC, 10);
  int devnull = fcntl(nothing, F_DUPFD_CLOEXEC, 10);
  sandbox_terms own = *terms;
  if (own.rules >= 0) own.rules = fcntl(terms->rules, F_DUPFD_CLOEXEC, 10);
  if (request < 0 || answer < 0 || devnull < 0 || (terms->rules >= 0 && own.rules < 0)) return errno;
  for (int standard = 0; standard < 3; standard++) {
    if (dup2(devnull, standard) < 0) return errno;
  }
  if (dup2(request, 3) < 0 || dup2(answer, 4) < 0) return errno;
  // What a library left open without care is closed with the rest.
  syscall(__NR_close_range, 5U, ~0U, 1U << 2 /* closed when the program is replaced */);
  if (sandbox_enter(&own)) return errno;
  char *const arguments[] = {(char *)"bellwether", (char *)"worker", NULL};
  execve(program, arguments, environment);
  return errno;
}

// The caller's variables but for two; the list and its first entry are the receiver's to free.
static char **worker_environment(const char *temporary_folder) {
  static const char temporary[] = "TMPDIR=";
  // Swift would take seconds to describe a crash to nobody before it lets the process end.
  static const char backtrace[] = "SWIFT_BACKTRACE=";
  static char no_backtrace[] = "SWIFT_BACKTRACE=enable=no";
  size_t count = 0;
  while (environ && environ[count]) count++;
  char **list = calloc(count + 3, sizeof *list);
  char *own = malloc(sizeof temporary + strlen(temporary_folder));
  if (!list || !own) {
    free(list);
    free(own);
    return NULL;
  }
  strcat(strcpy(own, temporary), temporary_folder);
  list[0] = own;
  list[1] = no_backtrace;
  size_t next = 2;
  for (size_t index = 0; index < count; index++) {
    if (strncmp(environ[index], temporary, sizeof temporary - 1) &&
        strncmp(environ[index], backtrace, sizeof backtrace - 1)) {
      list[next++] = environ[index];
    }
  }
  return list;
}

static void close_all(int descriptors[], int count) {
  int reason = errno;
  for (int index = 0; index < count; index++) {
    if (descriptors[index] >= 0) close(descriptors[index]);
  }
  errno = reason;
}

// Forks and waits until the child has become the worker, or says why it could not.
static pid_t start_process(
    const char *program, char *const environment[], int request_end, int answer_end,
    const sandbox_terms *terms) {
  // Closed without a word when the program is replaced.
  int report[2];
  if (pipe2(report, O_CLOEXEC)) return -1;
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    int end = fcntl(report[1], F_DUPFD_CLOEXEC, 10);
    int reason = become_worker(program, environment, request_end, answer_end, terms, parent);
    ssize_t written = write(end, &reason, sizeof reason);
    _exit(written == sizeof reason ? 126 : 127);
  }
  int reason = errno;
  close(report[1]);
  if (child > 0) {
    ssize_t told;
    do {
      told = read(report[0], &reason, sizeof reason);
    } while (told < 0 && errno == EINTR);
    if (told == sizeof reason) {
      while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
      child = -1;
    }
  }
  close(report[0]);
  errno = reason;
  return child;
}

int sandbox_start(
    const char *program, const char *temporary_folder, const sandbox_terms *terms, sandbox_worker *worker) {
  // The worker's end of the first, the caller's of it; the caller's of the second, the worker's of it.
  int ends[4] = {-1, -1, -1, -1};
  char **environment = worker_environment(temporary_folder);
  if (!environment || pipe2(ends, O_CLOEXEC) || pipe2(ends + 2, O_CLOEXEC)) {
    close_all(ends, 4);
    worker->process = -1;
  } else {
    for (int own = 1; own < 3; own++) {
      fcntl(ends[own], F_SETFL, O_NONBLOCK);
      // Fewer turns for hours of series; where it is refused, 64 kB do as well.
      fcntl(ends[own], F_SETPIPE_SZ, 1 << 20);
    }
    worker->requests = ends[1];
    worker->answers = ends[2];
    worker->process = start_process(program, environment, ends[0], ends[3], terms);
    int others[] = {ends[0], ends[3], worker->process < 0 ? ends[1] : -1, worker->process < 0 ? ends[2] : -1};
    close_all(others, 4);
  }
  int reason = errno;
  if (environment) free(environment[0]);
  free(environment);
  errno = reason;
  return worker->process < 0 ? -1 : 0;
}

void sandbox_allow_processor_seconds(double seconds) {
  struct rusage used;
  struct rlimit limit;
  if (getrusage(RUSAGE_SELF, &used) || getrlimit(RLIMIT_CPU, &limit)) return;
  double end = (double)used.ru_utime.tv_sec + (double)used.ru_stime.tv_sec + seconds + 1;
  limit.rlim_cur = end < (double)limit.rlim_max ? (rlim_t)end : limit.rlim_max;
  setrlimit(RLIMIT_CPU, &limit);
}
