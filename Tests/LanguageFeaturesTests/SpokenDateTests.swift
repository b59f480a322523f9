import Testing

extension DeidentificationTests {
  // MARK: Dates, ages and numbers as they are said

  @Test(
    "a day said in words is masked with its year",
    arguments: [
      "the ninth of march twenty fourteen", "march the third nineteen eighty six",
      "the twenty second of november two thousand and eight", "june the first oh nine",
      "the fifth of may eighty six", "december twenty fifth nineteen hundred and ninety",
      "the third of the fifth ninety one", "the ninth day of april two thousand eleven",
      "march the third, nineteen eighty-six", "october um eleventh twenty twenty",
      "may second twenty sixteen",
      "the thirty first of october ninety four", "the 4th of july '02", "march ninth twenty-fourteen",
    ])
  func spokenDates(date: String) throws {
    let bare = date.hasPrefix("the ") ? String(date.dropFirst(4)) : date
    let kept = date.hasPrefix("the ") ? "the " : ""
    #expect(try text("it was \(kept)\(bare) and it rained") == "it was \(kept)[DATE_1] and it rained")
  }

  @Test(
    "a season or a month of a year is masked, its article stays",
    arguments: ["spring of oh nine", "summer of nineteen ninety", "winter of 2012", "march of ninety four"])
  func seasons(date: String) throws {
    #expect(try text("we met in the \(date) i think") == "we met in the [DATE_1] i think")
  }

  @Test(
    "months, seasons and ordinals without a day or a year stay",
    arguments: [
      "i may first need to sit down", "she was second in line last march", "it was the summer of my life",
      "in june two people left", "the third of the group left", "by spring of course it was gone",
    ])
  func noDates(sentence: String) throws { #expect(try text(sentence) == sentence) }

  @Test(
    "an age over 89 is masked however it is put",
    arguments: [
      ("my aunt lived to ninety four", "my aunt lived to [AGE_OVER_89]"),
      ("he died at ninety two", "he died at [AGE_OVER_89]"),
      ("my aunt will be ninety one soon", "my aunt will be [AGE_OVER_89] soon"),
      ("she made it to a hundred", "she made it to [AGE_OVER_89]"),
      ("i drove at ninety miles an hour", "i drove at ninety miles an hour"),
    ])
  func ages(sentence: String, masked: String) throws { #expect(try text(sentence) == masked) }

  @Test(
    "a telephone number said digit by digit is masked whole",
    arguments: [
      "oh seven seven double four nine one two six five eight", "five five five oh one double nine",
      "oh two oh seven nine four six oh triple one",
    ])
  func spokenPhones(number: String) throws {
    #expect(try text("ring me on \(number) after six") == "ring me on [PHONE_1] after six")
  }
}
