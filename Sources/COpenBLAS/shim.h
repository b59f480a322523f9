#ifndef BELLWETHER_COPENBLAS_H
#define BELLWETHER_COPENBLAS_H

#include <cblas.h>
#include <stddef.h>

/// LAPACK's singular value decomposition by divide and conquer, which OpenBLAS carries; Debian puts its
/// C header in another package. Column-major; the last argument is the length of `jobz`.
void dgesdd_(
    const char *jobz, const blasint *m, const blasint *n, double *a, const blasint *lda, double *s,
    double *u, const blasint *ldu, double *vt, const blasint *ldvt, double *work, const blasint *lwork,
    blasint *iwork, blasint *info, size_t jobz_length);

#endif
