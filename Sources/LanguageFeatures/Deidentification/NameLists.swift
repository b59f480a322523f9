internal import Foundation
internal import NeuralRuntime

/// Lists of names and places, and of words that are none.
struct NameLists {
  private let given: Set<String>
  private let surnames: Set<String>
  private let places: Set<String>
  private let common: Set<String>
  /// The longest place name, in words.
  let longestPlace: Int

  init(catalog: ModelCatalog) throws(LanguageError) {
    given = try Self.list("given_names", in: catalog)
    surnames = try Self.list("surnames", in: catalog)
    places = try Self.list("places", in: catalog).union(furtherPlaces).subtracting(unlikelyPlaces)
    common = try Self.list("common_words", in: catalog).union(furtherWords).subtracting(plainNames)
    longestPlace = min(5, places.reduce(1) { max($0, $1.count { $0 == " " } + 1) })
  }

  private static func list(_ name: String, in catalog: ModelCatalog) throws(LanguageError) -> Set<String> {
    let lines = try wordListLines("deidentification/\(name).txt", catalog, orThrow: .listUnreadable)
    return Set(lines.map(String.init))
  }

  /// A word of the language, whatever else it may be.
  func isCommon(_ word: String) -> Bool {
    if common.contains(word) || word.count < 2 { return true }
    if word.hasSuffix("s") && common.contains(String(word.dropLast())) && !given.contains(word) {
      return true
    }
    if let cut = word.firstIndex(of: "'") {
      return common.contains(String(word[..<cut])) || cut == word.startIndex
    }
    let parts = word.split(separator: "-")
    return parts.count > 1 && parts.allSatisfy { common.contains(String($0)) || $0.count < 3 }
  }

  func isGiven(_ word: String) -> Bool { given.contains(word) }
  func isSurname(_ word: String) -> Bool {
    surnames.contains(word)
      || word.split(separator: "-").count > 1
        && word.split(separator: "-").allSatisfy { surnames.contains(String($0)) }
  }
  func isPlace(_ name: String) -> Bool { places.contains(name) }

  func isName(_ word: String) -> Bool { isGiven(word) || isSurname(word) }
  /// A name and nothing else, long enough to be told from a sound.
  func isPlainName(_ word: String) -> Bool { word.count > 2 && isName(word) && !isCommon(word) }
  /// No word of the language and no name on the lists, yet a word.
  func isUnknown(_ word: String) -> Bool {
    word.count > 2 && word.allSatisfy { $0.isLetter || $0 == "'" || $0 == "-" } && !isCommon(word)
  }
}

/// Places people name otherwise than a gazetteer.
private let furtherPlaces: Set<String> = [
  "america", "u.s", "u.s.a", "usa", "uk", "u.k", "england", "scotland", "wales", "britain", "vegas", "philly",
  "nyc", "l.a", "d.c", "cape cod", "bronx", "manhattan", "harlem", "brooklyn", "staten island", "jersey",
  "silicon valley", "bay area", "new england", "puerto rico", "korea", "holland", "congo", "ivory coast",
  "long island", "hawaii", "appalachia", "the hague", "rio", "saigon", "bombay", "burma", "persia", "czechia",
]

/// In the gazetteer, and in speech hardly ever a town; names among them are found as names.
private let unlikelyPlaces: Set<String> = [
  "van", "mary", "se", "moron", "mon", "para", "sire", "otis", "sur", "gent", "olympic", "bra", "bras", "ina",
  "oi", "po", "bah", "anthony", "sora", "ann", "mead", "blair", "male", "same", "of", "most", "normal",
  "hercules", "mojo",
  "koto", "od", "aztec", "batman", "ans", "manta", "sig", "soba", "novena", "magog", "mage", "fatwa", "vac",
  "dinar",
  "thane", "gar", "tui", "hun", "rota", "slinger", "plato", "lido", "cine", "gorgonzola", "skive", "orang",
  "naga",
  "sens", "togo", "minas", "pinewood", "whitewater", "hotting", "mons", "gouda", "tiffin", "pocahontas",
]

/// Names the lexicon also knows as words, which nobody means in speech.
private let plainNames: Set<String> = [
  "john", "maria", "peter", "tony", "matt", "max", "jay", "ken", "harry", "martin", "heather", "derrick",
  "charlotte", "donna", "eva", "graham", "hugh", "louis", "lucy", "teddy", "william", "terry", "sally",
  "bobby",
  "warren", "jasmine", "angelica", "dustin", "shea", "lacey", "missy", "blanche", "cole", "darin", "alma",
  "len",
  "mai", "wei", "glen", "patsy", "walker's",
]

/// Spoken words, brands, drugs and kinds of people that the lexicon lacks and the lists of names hold, or that
/// begin with a capital and are no names.
private let furtherWords: Set<String> = [
  "german", "christian", "jesus", "irish", "danish", "greek", "arab", "babe", "ma", "mi", "ninja", "nazi",
  "cinnamon", "raven", "karma", "chi", "starling", "dolly", "bong", "ka", "puck", "wally", "telly",
  "viking", "reed", "santa", "tor", "om", "easter", "mace", "gurney", "sunday", "saturday", "friday",
  "thursday", "wednesday", "tuesday", "monday", "romans", "christmas", "au", "slay", "ding", "holly", "lam",
  "constable", "medic", "leopard", "stalker", "moose", "armour", "tickle", "grieve", "funk", "tyre",
  "schmuck", "trusty", "lair", "spears", "wiener", "frisk", "handler", "bravo", "dames", "loo", "shilling",
  "cordon", "badger", "gong", "sans", "hammers", "bender", "finch", "panther", "flake", "clink", "crumb",
  "bologna", "shank", "mitts", "moles", "petit", "bowler", "butters", "vulcan", "brits", "nitro", "trinity",
  "vatican", "jupiter", "papa", "nana", "auntie", "abuela", "abuelo", "mhm", "hmm", "uhm", "ain't", "y'all",
  "facebook", "instagram", "netflix", "youtube", "tiktok", "uber", "reddit", "iphone", "ipad", "covid",
  "ptsd", "adhd", "ocd", "icu", "mri", "cbt", "dbt", "emdr", "ssri", "ssris", "aa", "zoloft", "prozac",
  "lexapro", "celexa", "paxil", "effexor", "cymbalta", "wellbutrin", "trazodone", "seroquel", "abilify",
  "lamictal", "xanax", "ativan", "klonopin", "valium", "ambien", "adderall", "ritalin", "concerta",
  "sertraline", "fluoxetine", "citalopram", "escitalopram", "venlafaxine", "duloxetine", "bupropion",
  "mirtazapine", "quetiapine", "olanzapine", "aripiprazole", "risperidone", "lamotrigine", "buspirone",
  "buspar", "remeron", "zyprexa", "risperdal", "depakote", "tylenol", "advil", "suboxone", "vicodin",
  "oxycontin", "percocet", "melatonin", "benadryl", "ketamine", "vyvanse", "spanish", "english", "mexican",
  "american", "african", "asian", "latino", "latina", "hispanic", "indian", "chinese", "japanese", "korean",
  "vietnamese", "italian", "russian", "british", "scottish", "jewish", "muslim", "baptist", "lutheran",
  "methodist", "buddhist", "hindu", "mormon", "allah", "quran", "buddha", "halloween", "hanukkah",
  "ramadan", "xmas", "january", "february", "april", "june", "july", "september", "october", "november",
  "december", "lotta", "meth", "phd", "gcse", "dui", "cpr", "ged", "hiv", "toyota", "honda", "chevy",
  "xbox", "playstation", "ew", "bestie", "roomie", "meds", "mm-hm", "uh-huh", "la", "ti", "smiley", "woody",
  "sec", "jacks", "ting", "belle", "beck", "custard", "dyke", "swindle", "gills", "hanger", "fang",
  "pellet", "mambo", "mu", "stork", "huff", "sass", "partridge", "loveless", "tingle", "tinkle", "moor",
  "kink", "royals", "mas", "caddy", "mesa", "barman", "wilds", "ensign", "buzzard", "lackey", "amigo",
  "sheikh", "shears", "sine", "honing", "yap", "tome", "tong", "wetter", "stapler", "looney", "atlas",
  "flack", "mallet", "sitar", "ogle", "brawn", "batty", "sandal", "leek", "crick", "vale", "lea", "raja",
  "bandy", "miser", "withers", "puffer", "mullet", "seltzer", "fink", "maize", "beagle", "spry", "nave",
  "teal", "mayo", "bob",
  "americans", "germans", "russians", "european", "indians", "jews", "swiss", "egyptian", "swedish",
  "canadian", "dutch", "turkish", "christians", "australian", "latin", "brazilian", "italians", "belgian",
  "colombian", "mexicans", "hawaiian", "norwegian", "persian", "iranian", "egyptians", "hungarian",
  "victorian", "arabs", "portuguese", "armenian", "olympics", "serbian", "ukrainian", "caucasian",
  "catholics", "palestinian", "israeli", "koreans", "europeans", "syrian", "romanian", "muslims", "finnish",
  "africans", "peruvian", "albanian", "cuban", "cubans", "nigerian", "ghanaian", "kenyan", "somali",
  "eritrean", "ethiopian", "afghan", "pakistani", "filipino", "filipina", "haitian", "jamaican",
  "dominican", "salvadoran", "guatemalan", "honduran", "yoruba", "igbo", "swahili", "arabic", "cellphone",
  "ipod", "chemo", "missus", "aunty", "sleepover", "daycare",
]
