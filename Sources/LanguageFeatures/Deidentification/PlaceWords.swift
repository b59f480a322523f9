/// Words that places are named with.
enum PlaceWords {
  /// Ends names of streets and of sites that are hardly ever without an article where they are words.
  static let sites: Set<String> = [
    "street", "road", "lane", "avenue", "terrace", "crescent", "mews", "grove", "gardens", "square", "hill",
    "park", "estate", "bridge", "green", "heath", "common", "station", "wood", "woods", "farm", "pier",
    "beach", "bay", "castle", "abbey", "junction", "docks", "harbour", "harbor", "island", "hills", "valley",
    "heights", "fields", "moor", "towers", "reservoir", "airport", "creek", "falls", "springs", "wharf",
    "quay", "parade", "boulevard", "parkway", "broadway", "meadows", "villas", "cottages", "lough", "loch",
    "down", "downs", "lock", "weir", "vale", "hollow", "ridge", "mount", "row",
  ]
  /// The like that are also verbs, directions or words of everyday: more has to speak for them.
  static let doubtfulSites: Set<String> = [
    "close", "drive", "way", "walk", "rise", "gate", "yard", "court", "place", "side", "end", "cross",
    "market", "bank", "point", "house", "lodge", "view", "town", "village", "lake", "river", "tower", "dale",
    "canal", "circle", "path", "trail", "hall", "manor", "mill", "croft", "corner", "field", "ward", "forest",
    "ferry", "mills", "county", "parish", "province", "district", "township", "borough",
  ]
  /// Begin names of waters, heights and settlements.
  static let before: Set<String> = [
    "lake", "lough", "loch", "mount", "county", "fort", "saint", "st", "glen", "isle", "port", "cape", "camp",
    "villa",
  ]
  static let directions: Set<String> = [
    "north", "south", "east", "west", "upper", "lower", "nether",
  ]
  /// Stand before the name of a town as a part of it.
  static let attributes: Set<String> = directions.union([
    "great", "little", "new", "old", "high", "market", "castle", "king's", "royal", "saint", "st", "much",
    "chipping", "abbots", "bishops", "kings", "long", "northern", "southern",
  ])
  /// A place may follow.
  static let prepositions: Set<String> = [
    "in", "on", "at", "off", "to", "from", "near", "by", "past", "around", "through", "along", "down", "up",
    "over", "under", "behind", "outside", "opposite", "of", "between", "towards", "toward", "across", "into",
    "onto", "via", "beyond", "round", "above", "below", "leaving", "left", "visiting", "visited",
  ]
  /// Make a kind of a site of the word behind them, not a name: ‘high street’, ‘bus station’, ‘open court’.
  static let kinds: Set<String> = [
    "busy", "main", "short", "quiet", "dark", "same", "wrong", "right", "open", "side", "back", "front",
    "dirt", "country", "gravel", "steep", "local", "public", "car", "ball", "theme", "water", "skate",
    "trailer", "caravan", "industrial", "council", "housing", "real", "foot", "rope", "police", "fire",
    "train", "bus", "coach", "petrol", "gas", "power", "polling", "service", "radio", "tv", "space",
    "underground", "tube", "work", "village", "town", "city", "vegetable", "herb", "beer", "family", "crown",
    "tennis", "food", "basketball", "supreme", "divorce", "youth", "criminal", "magistrates", "full", "safe",
    "halfway", "care", "big", "whole", "death", "first", "second", "third", "fourth", "fifth", "last", "next",
    "window", "single", "straight", "fast", "slow", "bike", "bicycle", "cycle", "railway", "dual", "one",
    "two", "either", "each", "every", "far", "opposite", "tree", "childhood", "holiday", "parents", "empty",
    "crowded", "narrow", "winding", "rough", "rocky", "road", "street", "memory", "easy", "hard", "good",
    "bad", "better", "any", "some", "no", "nice", "little", "tiny", "small", "large", "huge", "whole", "boat",
    "inner", "outer", "desert", "military", "air", "naval", "army", "summer", "boarding", "concentration",
    "refugee", "base", "boot", "training", "double", "separate", "different", "other", "another", "national",
    "amusement", "retail", "trading", "business", "holiday", "camp", "mobile", "secondary", "college",
    "hospital", "school", "church", "farm", "dry", "dead", "home", "guest", "sober", "tree", "full",
    "level", "zebra", "border", "red", "blue", "tennis", "squash", "driving", "battle", "football", "cricket",
    "rugby", "playing", "prison", "death", "dog", "daily", "night", "morning", "long", "sea", "river", "bed",
    "west", "east", "left", "south", "north", "upper", "lower", "middle", "flip", "mum's", "dad's", "wild",
  ]

  /// Endings of English and other towns.
  private static let endings = [
    "ton", "ham", "bury", "ford", "wick", "burgh", "ley", "worth", "mouth", "pool", "stead", "dale", "shire",
    "thorpe", "combe", "stow", "minster", "cester", "chester", "borough", "ville", "grad", "abad", "pur",
    "stan", "field", "bridge", "wich", "hurst", "gate", "port", "burg", "berg", "stadt", "polis", "town",
    "nagar", "garh", "kirk", "ness", "bourne", "church", "land", "hithe", "wood", "mere", "well", "holme",
    "haven",
  ]

  /// Whether a word ends as towns do, with something before the ending.
  static func hasEnding(_ word: String) -> Bool {
    endings.contains { word.hasSuffix($0) && word.count > $0.count + 2 }
      || word.hasSuffix("by") && word.count > 5
  }
}
