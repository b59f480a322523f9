#ifndef BELLWETHER_CHDF5_H
#define BELLWETHER_CHDF5_H

#include <hdf5.h>

#endif
