#ifndef BELLWETHER_COPENBLAS_H
#define BELLWETHER_COPENBLAS_H

#include <cblas.h>

#endif
