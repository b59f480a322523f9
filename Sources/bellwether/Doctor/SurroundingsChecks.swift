import Foundation

/// Language of the terminal, clock and time zone.
struct SurroundingsChecks {
  let folder: String

  var checks: [HealthCheck] { [locale, clock] }

  private var locale: HealthCheck {
    let environment = ProcessInfo.processInfo.environment
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let chosen = names.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    let plain = chosen.lowercased().replacing("-", with: "")
    if plain.contains("utf8") {
      return HealthCheck("locale", .good, "the terminal's text is UTF-8 (\(chosen))")
    }
    return HealthCheck(
      "locale", .little,
      "the terminal's text is not said to be UTF-8 (\(chosen)); letters beyond English may look wrong on the screen, "
        + "files are right",
      remedy: "Run ‘export LC_ALL=C.UTF-8’ first.")
  }

  /// Results hold no clock times; logs and people's file dates do.
  private var clock: HealthCheck {
    let now = Date()
    let said = now.formatted(
      Date.VerbatimFormatStyle(
        format:
          "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
        timeZone: .current, calendar: Calendar(identifier: .gregorian)))
    let finding = "the clock says \(said), time zone \(TimeZone.current.identifier)"
    let remedy = "Set the clock and the time zone, for example with ‘timedatectl’."
    let day = 86_400.0
    if let built = Self.changed("/proc/self/exe"), now < built - day {
      return HealthCheck("clock", .little, finding + ": before this program was installed", remedy: remedy)
    }
    if let written = Self.changed(folder), now < written - day {
      return HealthCheck("clock", .little, finding + ": before ‘\(folder)’ was last written", remedy: remedy)
    }
    return HealthCheck("clock", .good, finding)
  }

  private static func changed(_ path: String) -> Date? {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    return try? FileManager.default.attributesOfItem(atPath: real)[.modificationDate] as? Date
  }
}
