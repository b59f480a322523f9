/// Numbers and word lists of the sentiment rules, in points of the lexicon's scale of −4 to 4.
/// Sizes: Hutto & Gilbert 2014, section 3.2, from their experiment with human ratings.

let negationFactor = -0.74
let capitalsShift = 0.733
let degreeDown = -0.293

func isNegating(_ word: String) -> Bool {
  word.contains("n't") || negatingWords.contains(word)
}

private let negatingWords: Set<String> = [
  "not", "never", "none", "nope", "nor", "nothing", "nowhere", "neither", "without", "cannot", "rarely",
  "seldom", "despite", "uhuh", "uh-uh", "aint", "arent", "cant", "couldnt", "darent", "didnt", "doesnt",
  "dont", "hadnt", "hasnt", "havent", "isnt", "mightnt", "mustnt", "neednt", "oughtnt", "shant",
  "shouldnt", "wasnt", "werent", "wont", "wouldnt",
]

/// Words that make the next rated word stronger (+0.293) or weaker (−0.293).
let degreeShift: [String: Double] = {
  let stronger = [
    "absolutely", "amazingly", "awfully", "completely", "considerable", "considerably", "decidedly",
    "deeply", "effing", "enormous", "enormously", "entirely", "especially", "exceptional",
    "exceptionally", "extreme", "extremely", "fabulously", "flippin", "flipping", "frackin", "fracking",
    "frickin", "fricking", "friggin", "frigging", "fuckin", "fucking", "fuggin", "fugging", "fully",
    "greatly", "hella", "highly", "hugely", "incredible", "incredibly", "intensely", "major", "majorly",
    "more", "most", "particularly", "purely", "quite", "really", "remarkably", "so", "substantially",
    "thoroughly", "total", "totally", "tremendous", "tremendously", "uber", "unbelievably", "unusually",
    "utter", "utterly", "very",
  ]
  let weaker = [
    "almost", "barely", "hardly", "kind-of", "kinda", "kindof", "less", "little", "marginal",
    "marginally", "occasional", "occasionally", "partly", "scarce", "scarcely", "slight", "slightly",
    "somewhat", "sort-of", "sorta", "sortof",
  ]
  let pairs = stronger.map { ($0, -degreeDown) } + weaker.map { ($0, degreeDown) }
  return Dictionary(uniqueKeysWithValues: pairs)
}()

/// Weakening phrases of two words.
let degreePhrases: Set<String> = ["kind of", "sort of", "just enough"]

/// Phrases that mean something else than their words.
let idiomValence: [String: Double] = [
  "bad ass": 1.5, "beating heart": 3.5, "bus stop": 0, "kiss of death": -1.5, "the bomb": 3,
  "the shit": 3, "to die for": 3, "yeah right": -2,
]
