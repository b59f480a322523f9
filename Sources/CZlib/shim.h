#ifndef BELLWETHER_CZLIB_H
#define BELLWETHER_CZLIB_H

#include <zlib.h>

#endif
