/// Words around which names stand.
enum NameCues {
  /// A name follows, whatever it is.
  static let writtenTitles: Set<String> = [
    "dr", "mr", "mister", "mrs", "missus", "ms", "prof", "sgt", "rev", "mx",
  ]
  /// A name follows unless another word does: ‘the doctor said’.
  static let spokenTitles: Set<String> = [
    "doctor", "professor", "pastor", "reverend", "officer", "sergeant", "captain", "detective", "judge",
    "nurse",
    "coach", "principal", "lieutenant", "corporal", "rabbi", "imam", "senator", "deputy", "miss", "father",
    "sister", "brother", "aunt", "auntie", "uncle", "grandma", "grandpa", "granny", "nana", "tia", "tio",
    "cousin",
    "major", "colonel", "general", "president", "saint",
  ]
  static let kin: Set<String> = [
    "sister", "brother", "mother", "father", "mom", "mum", "dad", "mama", "papa", "aunt", "uncle", "cousin",
    "niece", "nephew", "son", "daughter", "child", "kid", "baby", "husband", "wife", "fiance", "fiancee",
    "partner", "boyfriend", "girlfriend", "ex", "friend", "buddy", "roommate", "neighbor", "neighbour",
    "boss",
    "supervisor", "manager", "coworker", "colleague", "therapist", "counselor", "counsellor", "psychiatrist",
    "psychologist", "sponsor", "stepdad", "stepmom", "stepfather", "stepmother", "stepson", "stepdaughter",
    "grandmother", "grandfather", "grandma", "grandpa", "grandson", "granddaughter", "godmother", "godfather",
    "godson", "twin", "dog", "cat", "puppy", "lawyer", "attorney", "landlord", "caseworker", "worker",
    "doctor",
    "nurse", "teacher", "ex-wife", "ex-husband", "hubby", "bestie", "sister-in-law", "brother-in-law", "mate",
    "girl", "boy", "guy", "woman", "man", "lady", "dude", "pal", "mentor", "tutor", "carer",
  ]
  static let kinPlural: Set<String> = [
    "sisters", "brothers", "kids", "children", "sons", "daughters", "friends", "cousins", "boys", "girls",
    "twins", "parents", "roommates", "dogs", "cats", "nieces", "nephews", "grandkids", "grandchildren",
    "aunts",
    "uncles", "siblings",
  ]
  /// Nobody is called so: function words, and what often follows a cue without being a name.
  static let neverNames: Set<String> = [
    "i", "a", "an", "the", "my", "your", "his", "her", "our", "their", "its", "this", "that", "these",
    "those",
    "he", "she", "it", "we", "they", "you", "me", "him", "us", "them", "who", "what", "when", "where", "why",
    "how", "which", "and", "or", "but", "so", "because", "if", "then", "than", "as", "of", "in", "on", "at",
    "to",
    "from", "for", "with", "by", "about", "into", "over", "up", "down", "out", "off", "is", "was", "are",
    "were",
    "be", "been", "am", "do", "does", "did", "has", "have", "had", "can", "could", "would", "should", "shall",
    "might", "must", "not", "no", "yes", "never", "always", "just", "really", "very", "too", "also", "there",
    "here", "all", "any", "some", "many", "see", "else", "like", "um", "uh", "well", "okay", "yeah", "oh",
    "got",
    "get", "said", "say", "says", "came", "come", "went", "go", "told", "let", "still", "only", "even", "now",
    "one", "two", "three", "man", "lot", "good", "bad", "back", "again", "both", "in-law", "ever", "doctor",
    "kind", "line", "little", "long", "made", "job", "sad", "true", "us", "early", "guy", "soon", "per",
    "less",
    "hung", "sang", "carry", "desire", "add", "edit", "lean", "unique", "friend", "sister", "brother", "son",
    "major", "general", "minor", "baby", "boss", "case", "infant", "lawyer", "judge", "park", "gun", "hunt",
    "song", "lies", "reason", "jail", "worth", "kick", "joke", "sing", "harm", "hill", "hall", "fancy", "fed",
    "bent", "beat", "mad", "angle", "brain", "manual", "numbers", "season", "star", "spring", "winter",
    "moon",
    "sun", "sunshine", "sunny", "tiny", "young", "queen", "king", "prince", "princess", "lady", "love",
    "loan",
    "golden", "forest", "diamond", "temple", "song", "royal", "ward", "walker", "king", "lane", "ha", "hang",
    "until", "while", "before", "after", "since", "though", "through", "around", "more", "most", "much",
    "such",
    "another", "other", "own", "same", "i'm", "i've", "i'll", "i'd", "it's", "he's", "she's", "that's",
    "don't",
    "didn't", "can't", "won't", "there's", "we're", "they're", "you're", "what's", "who's", "gay", "lies",
    "hence", "miss", "mrs", "mr", "ms", "dr", "mister", "missus",
  ]
  /// What people do, in a form that follows a name and hardly ever a noun for a thing.
  static let personVerbs: Set<String> = [
    "said", "says", "told", "tells", "asked", "asks", "called", "calls", "thinks", "thought", "wanted",
    "wants",
    "knew", "knows", "texted", "texts", "moved", "drove", "cried", "laughed", "yelled", "screamed", "walked",
    "lives", "lived", "works", "worked", "smiled", "married", "died", "passed", "kept", "keeps", "left",
    "came",
    "went", "met", "visited", "stayed", "hit", "hugged", "apologized", "picked", "took", "got", "owes",
    "showed",
    "and", "doesn't", "didn't", "drinks", "sent", "started", "who", "loves", "loved", "hates", "hated",
    "needs",
    "believes", "helped", "introduced", "pushed", "found", "used", "promised", "quit", "lost", "explained",
  ]
  /// The strict part: only somebody can do it.
  static let speechVerbs: Set<String> = [
    "said", "says", "told", "tells", "asked", "asks", "called", "calls", "thinks", "thought", "wanted",
    "wants",
    "knew", "knows", "texted", "texts", "moved", "drove", "cried", "laughed", "yelled", "screamed", "lives",
    "works", "worked", "smiled", "married", "visited", "hugged", "apologized", "drinks", "promised",
    "explained",
    "introduced", "who", "brought", "sat", "raised", "stayed", "stays",
  ]
  /// Before a word these make it a thing or a quality.
  static let determiners: Set<String> = [
    "the", "a", "an", "my", "your", "his", "her", "our", "their", "its", "this", "that", "these", "those",
    "some",
    "any", "no", "every", "each", "much", "more", "most", "less", "little", "great", "full", "of", "very",
    "so",
    "too", "really", "pretty", "not", "such", "what", "same", "only", "single", "real", "pure", "enough",
    "all",
    "last", "next", "another", "one", "two", "big", "new", "old", "good", "bad", "brown", "red", "white",
    "black",
    "in", "at", "until", "since", "by", "during", "every", "electric", "how", "be", "it's", "for",
  ]
  static let clauseOpeners: Set<String> = [
    "", "and", "but", "so", "because", "when", "if", "then", "like", "um", "uh", "yeah", "well", "since",
    "before", "after", "while", "until", "thought", "think", "know", "said", "says", "where", "why", "or",
    "even",
    "okay", "once", "what", "cause", "cuz", "whenever", "did", "does", "was", "is", "oh", "actually",
    "anyway",
  ]
  /// After these verbs stands somebody.
  static let personObjects: Set<String> = [
    "told", "asked", "met", "texted", "phoned", "dated", "dating", "married", "visited", "hugged", "kissed",
    "named", "called", "saw", "seeing", "owe", "owed", "lost", "loved", "miss", "missed", "babysat",
    "divorced",
    "tell", "ask", "trust", "blame", "blamed", "invited",
  ]
  /// With these before them the words `to`, `with`, `from`, `about`, `for` stand before somebody.
  static let personPrepositions: [String: Set<String>] = [
    "to": [
      "talk", "talked", "talking", "spoke", "spoken", "speak", "speaking", "listen", "married", "engaged",
      "close", "wrote", "write", "went", "lied", "apologized", "next",
    ],
    "with": [
      "living", "live", "lived", "was", "stay", "stayed", "staying", "fight", "fought", "fighting", "friends",
      "lunch", "dinner", "together", "broke", "up", "slept", "sleeping", "moved", "argued", "hang", "hanging",
      "dance", "danced", "spoke", "talked", "talk", "went", "kids", "contact", "i'm", "am", "work", "worked",
    ],
    "from": ["heard", "hear", "letter", "call", "text"],
    "for": ["babysit", "babysat", "worked", "work", "cook"],
    "about": ["worried", "told"],
    "by": ["raised", "hit", "abused", "dumped"],
  ]
  static let possessed: Set<String> = [
    "kids", "house", "place", "car", "mom", "dad", "mother", "father", "birthday", "wedding", "funeral",
    "room",
    "brother", "sister", "friend", "friends", "son", "daughter", "apartment", "death", "family", "wife",
    "husband", "boyfriend", "girlfriend", "parents", "phone", "party", "baby", "dog", "graduation", "grave",
    "job", "boss", "teacher", "voice", "fault", "couch", "things", "stuff", "name",
  ]
  /// Modals are names only where the rules below find nothing else to make of them.
  static let modals: Set<String> = ["will", "may", "can"]
  static let greetings: Set<String> = ["hi", "hello", "hey", "thanks", "bye", "goodbye", "dear"]
  static let endearments: Set<String> = [
    "honey", "buddy", "love", "man", "baby", "doc", "sweetie", "guy", "guys", "dear", "angel", "babe",
    "sunshine",
    "hope", "may", "will", "so", "miss", "precious", "princess", "prince", "chuck",
  ]
  /// Surnames that are words, after a given name.
  static let wordSurnames: Set<String> = [
    "smith", "young", "king", "baker", "brown", "white", "black", "green", "gray", "hill", "hall", "wood",
    "woods", "stone", "cooper", "carter", "turner", "parker", "walker", "miller", "mason", "fisher", "hunter",
    "butler", "porter", "knight", "bishop", "price", "rice", "banks", "brooks", "rivers", "wells", "fields",
    "waters", "bush", "bell", "cross", "west", "rose", "ford", "fox", "wolf", "ward", "page", "cook", "day",
    "love", "reed", "burns", "graves", "pierce", "marsh", "lane", "park", "parks", "moody", "hardy", "small",
    "short", "wise", "good", "rich", "frank", "ray", "dean", "duke", "mills", "shepherd", "weaver", "wright",
    "gardner", "sharp", "bond", "church", "hunt", "powers", "barber", "singer", "steel", "winters", "summers",
    "frost", "snow", "flowers", "berry", "cherry", "garner", "chambers", "little", "long", "moon", "sparks",
  ]
}
