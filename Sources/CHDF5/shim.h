#ifndef BELLWETHER_CHDF5_H
#define BELLWETHER_CHDF5_H

#include <hdf5.h>

// HDF5 hides its types and property classes behind macros that open the library; Swift cannot see them.
static inline hid_t bw_h5_float32(void) { return H5T_IEEE_F32LE; }
static inline hid_t bw_h5_float64(void) { return H5T_IEEE_F64LE; }
static inline hid_t bw_h5_int32(void) { return H5T_STD_I32LE; }
static inline hid_t bw_h5_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t bw_h5_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t bw_h5_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t bw_h5_uint8(void) { return H5T_STD_U8LE; }
static inline hid_t bw_h5_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline size_t bw_h5_variable(void) { return H5T_VARIABLE; }
static inline hid_t bw_h5_c_string(void) { return H5T_C_S1; }
static inline hid_t bw_h5_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t bw_h5_group_creation(void) { return H5P_GROUP_CREATE; }
static inline hid_t bw_h5_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t bw_h5_default(void) { return H5P_DEFAULT; }
static inline hid_t bw_h5_all(void) { return H5S_ALL; }
static inline unsigned bw_h5_replace(void) { return H5F_ACC_TRUNC; }
static inline unsigned bw_h5_read_only(void) { return H5F_ACC_RDONLY; }
// Errors come back as return codes; nothing is printed. Nothing is closed when the program ends either: every file is
// closed by who opened it, and one that a full disk kept from closing would crash the library there ("infinite loop
// closing library" at best).
static inline void bw_h5_prepare(void) {
  H5dont_atexit();
  H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

#endif
