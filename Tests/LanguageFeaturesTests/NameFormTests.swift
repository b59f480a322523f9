import Testing

extension DeidentificationTests {
  // MARK: Names by their form and by what is said around them

  @Test(
    "a street, a water or a quarter without an article is a place, its words masked together",
    arguments: [
      ("our flat was on market green above a shop", "our flat was on [PLACE_1] above a shop"),
      ("they scattered her on loch fern at dawn", "they scattered her on [PLACE_1] at dawn"),
      ("i sat on the hill behind our house", "i sat on the hill behind our house"),
      ("the lane was full of mud", "the lane was full of mud"),
      ("he works at the bus station in the laundry", "he works at the bus station in the laundry"),
    ])
  func placeForms(sentence: String, masked: String) throws { #expect(try text(sentence) == masked) }

  @Test(
    "what people call somebody is masked whatever word it is, a description is not",
    arguments: [
      ("everyone calls me spud at work", "everyone calls me [PERSON_1] at work"),
      ("a bloke called tank found me", "a bloke called [PERSON_1] found me"),
      ("everyone calls me lazy at work", "everyone calls me lazy at work"),
      ("we called him names at school", "we called him names at school"),
    ])
  func nicknames(sentence: String, masked: String) throws { #expect(try text(sentence) == masked) }

  @Test(
    "a number with letters is masked as it is spelt, and where it is said what it is of",
    arguments: [
      ("my hospital number is k d two two seven eight", "my hospital number is [ID_1]"),
      ("my claim is KD-20417 they said", "my claim is [ID_1] they said"),
      ("i take vitamin b and two of these", "i take vitamin b and two of these"),
    ])
  func codes(sentence: String, masked: String) throws { #expect(try text(sentence) == masked) }

  @Test(
    "the number of a house and its street are masked, a number of minutes or beds is not",
    arguments: [
      ("i moved to three hundred and six canal view then", "i moved to [ADDRESS_1] then"),
      ("it's flat three on the left", "it's [ADDRESS_1] on the left"),
      ("it's twenty minutes drive to the park", "it's twenty minutes drive to the park"),
    ])
  func addresses(sentence: String, masked: String) throws { #expect(try text(sentence) == masked) }
}
