/// The line every score, report and page carries until a user has validated a model on their own data.
public let validationNotice =
  "Supports a clinician and diagnoses nobody. No measure or model here has been validated on patients."
