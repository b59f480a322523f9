/// Which measures of the voice are taken: everything for a results folder, one set where only that is printed.
public enum VoiceScope: Sendable {
  case everything, clinical, egemaps
}
