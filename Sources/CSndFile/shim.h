#ifndef BELLWETHER_CSNDFILE_H
#define BELLWETHER_CSNDFILE_H

#include <sndfile.h>

#endif
