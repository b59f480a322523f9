import Foundation
import Interchange
import SignalCore
import TestSupport
import Testing

@Suite("Exports as arrays")
struct ExportBinaryTests {
  @Test("HDF5: tables and tracks with units; NaN only where the table of presence says so")
  func hdf5() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/all.h5"
      #expect(try ResultsExport(ExportExample.sessions).write(.hdf5, to: path) == [path])
      try HDF5File.exclusively { () throws(InterchangeError) in
        let file = try HDF5File(reading: path)
        #expect(try file.names(in: "/") == ["measures", "missing", "sessions"])
        #expect(try file.names(in: "sessions") == ["Ana 1, \"first\"", "AnaB", "ana_2"])
        let values = try file.doubles("measures/values")
        let present = try file.doubles("measures/present")
        #expect(values.count == 18 && present.count == 18)
        #expect(zip(values, present).allSatisfy { $0.isFinite == ($1 == 1) })
        // 2, 3 and 5 of 6 measures are missing.
        #expect(present.filter { $0 == 1 }.count == 4 + 3 + 1)
        let track = "sessions/ana_2/tracks/acoustic"
        #expect(try file.doubles(track + "/time") == [0.02, 0.03, 0.04])
        let pitch = try file.doubles(track + "/f0")
        #expect(pitch[1] == 120.5 && pitch[0].isNaN && pitch[2].isNaN)
        #expect(try file.doubles(track + "/f0__present") == [0, 1, 0])
        #expect(try file.attribute("unit", of: track + "/f0") == "Hz")
        #expect(try file.attribute("missing", of: track + "/f0") == "unvoiced")
        #expect(try file.doubles(track + "/intensity") == [40, 61, 60])
        #expect(try file.names(in: track) == ["f0", "f0__present", "intensity", "time"])
        #expect(try file.doubles("sessions/Ana 1, \"first\"/turns/start") == [0.5, 3.25])
      }
      let read = try PythonReader.reads(
        ["h5py", "numpy"],
        """
        f = h5py.File(sys.argv[1])
        m = f['measures']
        names = [n.decode() for n in m['names']]
        assert names == sorted(names) and m['values'].shape == (3, 6) and m['present'].dtype == 'u1'
        column = names.index('speech.pitch.f0.median')
        assert m['values'][0, column] == 182.5 and m['units'][column] == b'Hz'
        assert list(m['present'][:, column]) == [1, 0, 1] and numpy.isnan(m['values'][1, column])
        missing = set(zip(f['missing/sessions'][:], f['missing/measures'][:], f['missing/reasons'][:]))
        assert (b'ana_2', b'speech.pitch.f0.median', b'noSpeech') in missing and len(missing) == 10
        s = f['sessions/Ana 1, "first"']
        assert s.attrs['date'] == b'2025-03-01' or s.attrs['date'] == '2025-03-01'
        assert s['turns/values'].shape == (2, 2) and s['turns/values'][1, 1] == 1.5
        assert s['tracks/face/head_pitch'].shape == s['tracks/face/time'].shape == (4,)
        assert 'NaN' in str(f.attrs['missing'])
        """, [path])
      if let read { #expect(read) }
    }
  }

  @Test("computational sequences: features, intervals and metadata where CMU's SDK looks for them")
  func computationalSequences() throws {
    try withTemporaryFolder { folder in
      let files = try ResultsExport(ExportExample.sessions).write(.csd, to: folder + "/csd")
      let names = ["acoustic", "action_units", "face", "turns"]
      #expect(files == names.map { folder + "/csd/\($0).csd" })
      try HDF5File.exclusively { () throws(InterchangeError) in
        let file = try HDF5File(reading: files[0])
        #expect(try file.names(in: "/") == ["acoustic"])
        #expect(try file.names(in: "acoustic/data") == ["Ana 1, \"first\"", "ana_2"])
        #expect(try file.names(in: "acoustic/data/ana_2") == ["features", "intervals"])
        let features = try file.doubles("acoustic/data/ana_2/features")
        #expect(features.map { $0.isNaN ? nil : $0 } == [nil, 40, 120.5, 61, nil, 60])
        #expect(try file.doubles("acoustic/present/ana_2") == [0, 1, 1, 1, 0, 1])
        let intervals = try file.doubles("acoustic/data/ana_2/intervals")
        // The last row lasts as long as the usual one; sums of hundredths are off by some 1e-17 s.
        #expect(zip(intervals, [0.02, 0.03, 0.03, 0.04, 0.04, 0.05]).allSatisfy { abs($0 - $1) < 1e-12 })
        let face = try HDF5File(reading: files[2])
        // Pictures at 0.08 and 1 s: the first of them does not last till the second.
        #expect(abs(try face.doubles("face/data/Ana 1, \"first\"/intervals")[5] - 0.16) < 1e-12)
      }
      let read = try PythonReader.reads(
        ["h5py", "json"],
        """
        keys = ['root name', 'computational sequence description', 'dimension names',
          'computational sequence version', 'alignment compatible', 'dataset name', 'dataset version', 'creator',
          'contact', 'featureset bib citation', 'dataset bib citation', 'uuid', 'md5']
        for path, name in zip(sys.argv[1:], ['acoustic', 'action_units', 'face', 'turns']):
          f = h5py.File(path)
          root = f[list(f.keys())[0]]
          metadata = {k: json.loads(root['metadata'][k][0]) for k in root['metadata']}
          assert metadata['root name'] == name and all(k in metadata for k in keys), metadata
          for entry in root['data'].values():
            assert entry['features'].ndim == entry['intervals'].ndim == 2
            assert entry['features'].shape[0] == entry['intervals'].shape[0]
            assert entry['features'].shape[1] == len(metadata['dimension names']) == len(metadata['dimension units'])
            assert entry['intervals'].shape[1] == 2
        assert metadata['dimension units'] == ['Hz', 'st'] and metadata['md5'] is None
        """, files)
      if let read { #expect(read) }
    }
  }

  @Test("npz: values, what is missing, and why")
  func npz() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/all.npz"
      _ = try ResultsExport(ExportExample.sessions).write(.npz, to: path)
      let archive = try NumPyArchive(path: path)
      let values = try archive.array("values")
      let missing = try #require(try archive.array("missing").doubles)
      let reasons = try #require(try archive.array("reasons").texts)
      #expect(values.shape == [3, 6])
      #expect(zip(values.doubles ?? [], missing).allSatisfy { $0.isNaN == ($1 == 1) })
      #expect(zip(reasons, missing).allSatisfy { $0.isEmpty == ($1 == 0) } && reasons.contains("noSpeech"))
      #expect(try archive.array("turn_session").doubles == [0, 0])
      #expect(try archive.array("turn_values").shape == [2, 2])
      let read = try PythonReader.reads(
        ["numpy"],
        """
        z = numpy.load(sys.argv[1])
        assert (numpy.isnan(z['values']) == z['missing']).all() and z['missing'].dtype == bool
        assert z['values'][list(z['sessions']).index('AnaB'), list(z['measures']).index('speech.pitch.f0.median')] == 99
        assert list(z['turn_end']) == [2, 4] and 'NaN' in z['readme'][0]
        """, [path])
      if let read { #expect(read) }
    }
  }

  @Test("an export without turns and tracks is whole; one without sequences is refused")
  func bare() throws {
    try withTemporaryFolder { folder in
      let export = ResultsExport([ExportExample.sessions[2]])
      _ = try export.write(.hdf5, to: folder + "/a.h5")
      _ = try export.write(.npz, to: folder + "/a.npz")
      #expect(try NumPyArchive(path: folder + "/a.npz").array("turn_values").shape == [0, 0])
      #expect(throws: ExportError.noTracks(format: "csd")) { try export.write(.csd, to: folder + "/c") }
      #expect(throws: ExportError.noFace) { try export.files(.openFace) }
      for format in [ExportFormat.hdf5, .npz] {
        #expect(throws: ExportError.obstructed(.noFolder, path: folder + "/none/a")) {
          try export.write(format, to: folder + "/none/a")
        }
        #expect(throws: ExportError.obstructed(.file, path: folder + "/a.h5/b")) {
          try export.write(format, to: folder + "/a.h5/b")
        }
        #expect(throws: ExportError.obstructed(.folder, path: folder)) {
          try export.write(format, to: folder)
        }
      }
      let file = try #require(try export.files(.csv).first)
      #expect(throws: ExportError.obstructed(.noFolder, path: folder + "/none/a")) {
        try file.write(to: folder + "/none/a")
      }
      #expect(throws: ExportError.obstructed(.folder, path: folder)) { try file.write(to: folder) }
      for place in [folder + "/a.h5", folder + "/a.h5/b"] {
        #expect(throws: ExportError.obstructed(.file, path: place)) {
          try ExportedFile.write([file], under: place)
        }
      }
      #expect(
        ExportError.obstructed(.noFolder, path: "x/a").message.contains("should lie in does not exist"))
    }
  }

  @Test("the same sessions give the same bytes", arguments: ExportFormat.allCases)
  func deterministic(format: ExportFormat) throws {
    var export = ResultsExport(ExportExample.sessions)
    export.openSMILENames = ["x"]
    export.sessions[0].readings.append(
      MeasureReading(ExportExample.measure("speech.egemaps_compat.x", "X", "1"), .value(1)))
    switch format.shape {
    case .binary, .binaryFolder:
      try withTemporaryFolder { folder in
        let first = try export.write(format, to: folder + "/a")
        let second = try export.write(format, to: folder + "/b")
        #expect(first.count == second.count)
        for (one, other) in zip(first, second) {
          let bytes = try Data(contentsOf: URL(filePath: one))
          #expect(try bytes == Data(contentsOf: URL(filePath: other)) && !bytes.isEmpty)
        }
      }
    default:
      #expect(try export.files(format) == export.files(format))
      #expect(try export.files(format).allSatisfy { !$0.text.isEmpty })
    }
  }
}
