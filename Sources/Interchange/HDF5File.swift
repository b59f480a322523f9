internal import CHDF5
internal import Synchronization

/// An HDF5 file open for writing or reading, closed when the value goes.
///
/// Debian's HDF5 is not thread-safe: open files only inside `HDF5File.exclusively`. Nothing that depends on
/// the clock is written, so the same content gives the same bytes.
package struct HDF5File: ~Copyable {
  private static let library = Mutex<Void>(())

  private let file: hid_t
  private let path: String

  /// Runs one file's whole life while no other thread is inside the library.
  package static func exclusively<Value>(_ body: () throws(InterchangeError) -> Value)
    throws(InterchangeError)
    -> Value
  {
    let result: Result<Value, InterchangeError> = library.withLock { _ in
      bw_h5_prepare()
      do throws(InterchangeError) { return .success(try body()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  init(creating path: String) throws(InterchangeError) {
    file = unsafe H5Fcreate(path, bw_h5_replace(), bw_h5_default(), bw_h5_default())
    self.path = path
    if file < 0 { throw .cannotWrite(path: path) }
  }

  package init(reading path: String) throws(InterchangeError) {
    file = unsafe H5Fopen(path, bw_h5_read_only(), bw_h5_default())
    self.path = path
    if file < 0 { throw .cannotRead(path: path) }
  }

  /// A file in memory alone, whose bytes `image` gives.
  /// - Parameter name: What errors call it; nothing is made of that name.
  init(inMemory name: String) throws(InterchangeError) {
    let access = Self.memoryAccess()
    defer { H5Pclose(access) }
    file = unsafe H5Fcreate(name, bw_h5_replace(), bw_h5_default(), access)
    path = name
    if file < 0 { throw .cannotWrite(path: name) }
  }

  /// A file whose bytes are in memory; the library keeps a copy.
  package init(image: [UInt8], name: String) throws(InterchangeError) {
    let access = Self.memoryAccess()
    defer { H5Pclose(access) }
    var image = image
    let isTaken = unsafe H5Pset_file_image(access, &image, image.count) >= 0
    file = isTaken ? unsafe H5Fopen(name, bw_h5_read_only(), access) : -1
    path = name
    if file < 0 { throw .cannotRead(path: name) }
  }

  /// Memory grows a mebibyte at a time; nothing goes to a file when it is closed.
  private static func memoryAccess() -> hid_t {
    let access = H5Pcreate(bw_h5_file_access())
    H5Pset_fapl_core(access, 1 << 20, false)
    return access
  }

  deinit { H5Fclose(file) }

  /// The bytes of the file as they would stand on a disk.
  func image() throws(InterchangeError) -> [UInt8] {
    try flush()
    let count = H5Fget_file_image(file, nil, 0)
    guard count > 0 else { throw .cannotWrite(path: path) }
    var bytes = [UInt8](repeating: 0, count: count)
    guard unsafe H5Fget_file_image(file, &bytes, count) == count else { throw .cannotWrite(path: path) }
    return bytes
  }

  // MARK: Writing

  /// Hands on what the library still holds back: only then is it known that there was room for all of it.
  func flush() throws(InterchangeError) {
    guard H5Fflush(file, H5F_SCOPE_GLOBAL) >= 0 else { throw .cannotWrite(path: path) }
  }

  func makeGroup(_ name: String) throws(InterchangeError) {
    let properties = H5Pcreate(bw_h5_group_creation())
    defer { H5Pclose(properties) }
    H5Pset_obj_track_times(properties, false)
    let group = unsafe H5Gcreate2(file, name, bw_h5_default(), properties, bw_h5_default())
    guard group >= 0 else { throw .cannotWrite(path: path) }
    H5Gclose(group)
  }

  func write(_ values: [Float], to name: String) throws(InterchangeError) {
    try write(values, count: values.count, as: bw_h5_float32(), from: bw_h5_native_float(), to: name)
  }

  func write(_ values: [Double], to name: String) throws(InterchangeError) {
    try write(values, count: values.count, as: bw_h5_float64(), from: bw_h5_native_double(), to: name)
  }

  func write(_ values: [Int32], to name: String) throws(InterchangeError) {
    try write(values, count: values.count, as: bw_h5_int32(), from: bw_h5_native_int32(), to: name)
  }

  /// UTF-8, padded with zero bytes to the longest.
  func write(_ values: [String], to name: String) throws(InterchangeError) {
    let width = max(values.map(\.utf8.count).max() ?? 0, 1)
    let bytes = values.flatMap { Array($0.utf8) + [UInt8](repeating: 0, count: width - $0.utf8.count) }
    let type = stringType(width: width)
    defer { H5Tclose(type) }
    try write(bytes, count: values.count, as: type, from: type, to: name)
  }

  /// Rows of equal length, one after another.
  ///
  /// - Precondition: As many values as `shape`, rows and columns, makes.
  func write(_ values: [Double], shape: (Int, Int), to name: String) throws(InterchangeError) {
    precondition(values.count == shape.0 * shape.1, "a table has as many values as its shape says")
    try write(
      values, count: values.count, columns: shape.1, as: bw_h5_float64(), from: bw_h5_native_double(),
      to: name)
  }

  func write(_ values: [Float], shape: (Int, Int), to name: String) throws(InterchangeError) {
    precondition(values.count == shape.0 * shape.1, "a table has as many values as its shape says")
    try write(
      values, count: values.count, columns: shape.1, as: bw_h5_float32(), from: bw_h5_native_float(), to: name
    )
  }

  /// 1 and 0 in a byte each; with `columns` as a table of so many.
  func write(_ flags: [Bool], columns: Int? = nil, to name: String) throws(InterchangeError) {
    try write(
      flags.map { $0 ? UInt8(1) : 0 }, count: flags.count, columns: columns, as: bw_h5_uint8(),
      from: bw_h5_native_uint8(), to: name)
  }

  /// One text of any length in a row of one, as CMU's multimodal SDK keeps its metadata.
  func writeText(_ text: String, to name: String) throws(InterchangeError) {
    let type = H5Tcopy(bw_h5_c_string())
    H5Tset_size(type, bw_h5_variable())
    H5Tset_cset(type, H5T_CSET_UTF8)
    defer { H5Tclose(type) }
    var bytes = text.utf8CString
    try unsafe bytes.withUnsafeMutableBufferPointer { (buffer) throws(InterchangeError) in
      try unsafe write([buffer.baseAddress], count: 1, as: type, from: type, to: name)
    }
  }

  /// A text attribute of a group or data set.
  func setAttribute(_ attribute: String, of name: String, to text: String) throws(InterchangeError) {
    let bytes = Array(text.utf8) + [0]
    let type = stringType(width: bytes.count)
    let space = H5Screate(H5S_SCALAR)
    defer {
      H5Tclose(type)
      H5Sclose(space)
    }
    let handle = unsafe H5Acreate_by_name(
      file, name, attribute, type, space, bw_h5_default(), bw_h5_default(), bw_h5_default())
    guard handle >= 0 else { throw .cannotWrite(path: path) }
    defer { H5Aclose(handle) }
    guard unsafe H5Awrite(handle, type, bytes) >= 0 else { throw .cannotWrite(path: path) }
  }

  /// Compressed in chunks when long; an empty data set stays plain.
  private func write<Element: BitwiseCopyable>(
    _ elements: [Element], count: Int, columns: Int? = nil, as fileType: hid_t, from memoryType: hid_t,
    to name: String
  ) throws(InterchangeError) {
    let lengths = columns.map { [hsize_t($0 == 0 ? 0 : count / $0), hsize_t($0)] } ?? [hsize_t(count)]
    let space = unsafe H5Screate_simple(Int32(lengths.count), lengths, nil)
    let properties = H5Pcreate(bw_h5_dataset_creation())
    defer {
      H5Sclose(space)
      H5Pclose(properties)
    }
    H5Pset_obj_track_times(properties, false)
    if count > 1024 {
      // Some 16,384 values a chunk, in whole rows.
      let width = Int(lengths.dropFirst().first ?? 1)
      let rows = max(min(count, 16_384) / width, 1)
      let chunk = [hsize_t(min(rows, Int(lengths[0])))] + lengths.dropFirst()
      unsafe H5Pset_chunk(properties, Int32(chunk.count), chunk)
      H5Pset_shuffle(properties)
      H5Pset_deflate(properties, 4)
    }
    let set = unsafe H5Dcreate2(file, name, fileType, space, bw_h5_default(), properties, bw_h5_default())
    guard set >= 0 else { throw .cannotWrite(path: path) }
    let isWritten =
      unsafe count == 0
      || H5Dwrite(set, memoryType, bw_h5_all(), bw_h5_all(), bw_h5_default(), elements) >= 0
    // Compressed values leave for the file here: a full disk may show no earlier, and never again.
    guard H5Dclose(set) >= 0, isWritten else { throw .cannotWrite(path: path) }
  }

  private func stringType(width: Int) -> hid_t {
    let type = H5Tcopy(bw_h5_c_string())
    H5Tset_size(type, width)
    H5Tset_cset(type, H5T_CSET_UTF8)
    H5Tset_strpad(type, H5T_STR_NULLPAD)
    return type
  }

  // MARK: Reading

  func hasAttribute(_ attribute: String, of name: String) -> Bool {
    unsafe H5Aexists_by_name(file, name, attribute, bw_h5_default()) > 0
  }

  /// Names of what lies directly in a group, sorted.
  package func names(in group: String) throws(InterchangeError) -> [String] {
    var information = H5G_info_t()
    guard unsafe H5Gget_info_by_name(file, group, &information, bw_h5_default()) >= 0
    else { throw .cannotRead(path: path) }
    return (0..<information.nlinks).compactMap { index in
      let length = unsafe H5Lget_name_by_idx(
        file, group, H5_INDEX_NAME, H5_ITER_INC, index, nil, 0, bw_h5_default())
      guard length > 0 else { return nil }
      var bytes = [CChar](repeating: 0, count: Int(length) + 1)
      _ = unsafe H5Lget_name_by_idx(
        file, group, H5_INDEX_NAME, H5_ITER_INC, index, &bytes, bytes.count, bw_h5_default())
      return String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  package func doubles(_ name: String) throws(InterchangeError) -> [Double] {
    try read(name, zero: 0.0, type: bw_h5_native_double())
  }

  func integers(_ name: String) throws(InterchangeError) -> [Int32] {
    try read(name, zero: 0, type: bw_h5_native_int32())
  }

  package func attribute(_ attribute: String, of name: String) throws(InterchangeError) -> String {
    let handle = unsafe H5Aopen_by_name(file, name, attribute, bw_h5_default(), bw_h5_default())
    guard handle >= 0 else { throw .cannotRead(path: path) }
    defer { H5Aclose(handle) }
    let type = H5Aget_type(handle)
    defer { H5Tclose(type) }
    var bytes = [UInt8](repeating: 0, count: H5Tget_size(type))
    guard unsafe H5Aread(handle, type, &bytes) >= 0 else { throw .cannotRead(path: path) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func read<Number: BitwiseCopyable>(_ name: String, zero: Number, type: hid_t)
    throws(InterchangeError) -> [Number]
  {
    let set = unsafe H5Dopen2(file, name, bw_h5_default())
    guard set >= 0 else { throw .cannotRead(path: path) }
    defer { H5Dclose(set) }
    let space = H5Dget_space(set)
    defer { H5Sclose(space) }
    let count = Int(H5Sget_simple_extent_npoints(space))
    guard count > 0 else { return [] }
    var numbers = [Number](repeating: zero, count: count)
    guard unsafe H5Dread(set, type, bw_h5_all(), bw_h5_all(), bw_h5_default(), &numbers) >= 0
    else { throw .cannotRead(path: path) }
    return numbers
  }
}
