public import SignalCore

/// Why nothing, or not what was asked for, can be decoded from a file or written into one.
public enum MediaError: UserFacingError, Equatable {
  case missingFile(path: String)
  /// A folder, a device or a pipe.
  case notAFile(path: String)
  case unreadable(path: String)
  case empty(path: String)
  case notMedia(path: String)
  /// The kind of file is known, but its index or everything in it is gone.
  case damaged(path: String)
  case noSound(path: String)
  case noPicture(path: String)
  /// `channel` counts from 0.
  case noSuchChannel(path: String, channel: Int, channelCount: Int)
  /// `codec` is the name of the compression nobody here can undo.
  case decoderMissing(path: String, codec: String)
  case outOfMemory(path: String)
  case notWritable(path: String)
  case diskFull(path: String)
  /// None of the ways to compress moving pictures that this program uses is installed.
  case encoderMissing(path: String)

  public var message: String {
    switch self {
    case .missingFile(let path): "There is no file ‘\(path)’."
    case .notAFile(let path): "‘\(path)’ is a folder or a device, not a file."
    case .unreadable(let path): "‘\(path)’ may not be read by this user."
    case .empty(let path): "‘\(path)’ is empty (0 bytes)."
    case .notMedia(let path): "‘\(path)’ holds neither sound nor pictures that this program knows."
    case .damaged(let path): "‘\(path)’ is damaged: nothing in it can be decoded."
    case .noSound(let path): "‘\(path)’ has no sound."
    case .noPicture(let path): "‘\(path)’ has no picture."
    case .noSuchChannel(let path, let channel, let channelCount):
      "‘\(path)’ has \(channelCount) sound channel\(channelCount == 1 ? "" : "s"); channel \(channel + 1) does not exist."
    case .decoderMissing(let path, let codec):
      "‘\(path)’ is compressed as ‘\(codec)’, which the installed decoders do not know."
    case .outOfMemory(let path): "There is not enough memory to decode ‘\(path)’."
    case .notWritable(let path): "‘\(path)’ cannot be written."
    case .diskFull(let path): "‘\(path)’ cannot be written: the disk is full."
    case .encoderMissing(let path):
      "‘\(path)’ cannot be written: no encoder for moving pictures is installed."
    }
  }

  public var remedy: String {
    switch self {
    case .missingFile: "Check the spelling of the path; network addresses are not opened, so download first."
    case .notAFile: "Name a sound or video file."
    case .unreadable: "Ask the file's owner for permission to read it, or copy it to a folder of yours."
    case .empty: "Copy the recording again from where it was made; the copy was probably cut off."
    case .notMedia: "Choose a recording such as MP4, MOV, MKV, WEBM, AVI, WAV, FLAC, MP3, M4A or OGG."
    case .damaged:
      "Copy the recording again from where it was made, or repair it with the recorder's own tool."
    case .noSound: "Choose another recording, or run the face measures alone."
    case .noPicture: "Choose another recording, or run the speech and language measures alone."
    case .noSuchChannel: "Ask for one of the channels the recording has."
    case .decoderMissing: "Convert the recording to MP4 (H.264, AAC) or WAV with another program."
    case .outOfMemory: "Close other programs, or process fewer recordings at a time."
    case .notWritable:
      "Name a file in a folder that exists and that you may write to; the file may not be a folder itself."
    case .diskFull: "Free some space or choose another disk, then try again."
    case .encoderMissing: "Ask for a picture (.png) instead, or install libav with its VP9 encoder."
    }
  }
}
