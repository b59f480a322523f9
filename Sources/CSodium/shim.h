#ifndef BELLWETHER_CSODIUM_H
#define BELLWETHER_CSODIUM_H

#include <sodium.h>

// The last piece's tag is an expression of casts, which Swift cannot see.
static inline unsigned char bw_sodium_final(void) {
  return crypto_secretstream_xchacha20poly1305_TAG_FINAL;
}

#endif
