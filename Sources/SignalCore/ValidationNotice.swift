/// The line every score, report and page carries until a user has validated a model on their own data.
public let validationNotice =
  "Supports a clinician and diagnoses nobody. No measure or model here has been validated on patients."

/// Stands wherever the people do not exist: in every file of `simulate`, and in all that is made of such files.
public let simulatedNotice =
  "SIMULATED PEOPLE: nobody here exists, and every number and word was drawn at random."

/// What stands beside numbers of real people, or of people who do not exist.
public func notice(ofSimulatedPeople isSimulated: Bool) -> String {
  isSimulated ? "\(simulatedNotice) \(validationNotice)" : validationNotice
}
