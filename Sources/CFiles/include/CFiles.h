#ifndef CFILES_H
#define CFILES_H

// Calls on files that Swift does not see.

// Gives two files or folders of one file system each other's name, in one step: nobody ever finds one of the names
// missing. Returns 0, or −1 (errno says why; EINVAL and ENOSYS where the file system or the kernel cannot).
int files_exchange(const char *one, const char *other);

#endif
