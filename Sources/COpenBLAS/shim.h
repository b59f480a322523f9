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

/// LAPACK's Cholesky factor of a symmetric positive definite matrix, and solutions with it. Column-major; the last
/// argument is the length of `uplo`.
void dpotrf_(
    const char *uplo, const blasint *n, double *a, const blasint *lda, blasint *info, size_t uplo_length);
void dpotrs_(
    const char *uplo, const blasint *n, const blasint *nrhs, const double *a, const blasint *lda, double *b,
    const blasint *ldb, blasint *info, size_t uplo_length);

#endif
