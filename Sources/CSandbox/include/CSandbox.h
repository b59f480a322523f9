#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stdbool.h>

// Starts a process that has given up the network and writing outside one folder before its first
// instruction. Linux only; what a kernel or processor lacks is said, never pretended.

// Landlock's version of interface (1 and up), or 0 where the kernel has none or it is switched off.
int sandbox_landlock_version(void);

// Whether calls to the kernel can be filtered here: x86-64 and arm64.
bool sandbox_filters_calls(void);

// Rules under which files can be written, made, removed and renamed only beneath a folder; reading
// stays free. A descriptor the caller closes, or −1 (errno says why).
int sandbox_rules_writing_beneath(const char *folder);

typedef struct {
  // From `sandbox_rules_writing_beneath`, or −1 to leave files alone.
  int rules;
  // Refuses every new socket and, with it, io_uring, which could open one.
  bool refuses_sockets;
} sandbox_terms;

typedef struct {
  int process;
  // The caller's ends of two pipes, neither of which ever makes it wait; the process has the others as
  // its descriptors 3 (to read) and 4 (to write).
  int requests;
  int answers;
} sandbox_worker;

// Starts an executable (/proc/self/exe is the running program's own) with the one argument `worker`, without
// terminal or messages (its descriptors 0 to 2 are /dev/null), deaf to interrupts, writing no core,
// with `temporary_folder` as its TMPDIR, without Swift's report of crashes, and ended with the calling
// thread. Returns 0, or −1 (errno says why).
int sandbox_start(
    const char *program, const char *temporary_folder, const sandbox_terms *terms, sandbox_worker *worker);

// Puts the calling thread, and all that it starts, under the same terms. For tests of them. Returns 0,
// or −1 (errno says why).
int sandbox_enter(const sandbox_terms *terms);

// Lets the calling process use so many more seconds of processor time; then the system ends it.
void sandbox_allow_processor_seconds(double seconds);

#endif
