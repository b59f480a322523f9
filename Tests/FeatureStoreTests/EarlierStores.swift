/// Stores of earlier steps of the schema as SQL, the way those versions of the program wrote them.
enum EarlierStores {
  /// Step 1: sessions, readings, failures. One session with a value, a gap and a failure, and a recording that
  /// did not become a session.
  static let stepOne = """
    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
    INSERT INTO grdb_migrations VALUES('1 sessions, readings, failures');
    CREATE TABLE "session" ("name" TEXT PRIMARY KEY NOT NULL, "inputPath" TEXT NOT NULL, \
    "inputSHA256" TEXT NOT NULL, "settingsHash" TEXT NOT NULL, "programVersion" TEXT NOT NULL, \
    "measureSetVersion" TEXT NOT NULL, "gatePassed" BOOLEAN NOT NULL, "input" TEXT NOT NULL, \
    "provenance" TEXT NOT NULL, "gate" TEXT NOT NULL, "remarks" TEXT NOT NULL, "transcript" TEXT) WITHOUT ROWID;
    CREATE TABLE "measure" ("name" TEXT NOT NULL, "version" INTEGER NOT NULL, "unit" TEXT NOT NULL, \
    "definition" TEXT NOT NULL, PRIMARY KEY ("name", "version")) WITHOUT ROWID;
    CREATE TABLE "reading" ("session" TEXT NOT NULL REFERENCES "session"("name") ON DELETE CASCADE, \
    "position" INTEGER NOT NULL, "measure" TEXT NOT NULL, "version" INTEGER NOT NULL, "value" DOUBLE, \
    "reason" TEXT, PRIMARY KEY ("session", "position"), \
    FOREIGN KEY ("measure", "version") REFERENCES "measure"("name", "version"), \
    CHECK ((value IS NULL) <> (reason IS NULL))) WITHOUT ROWID;
    CREATE TABLE "failure" ("path" TEXT NOT NULL, "position" INTEGER NOT NULL, \
    "session" TEXT REFERENCES "session"("name") ON DELETE CASCADE, "stage" TEXT NOT NULL, \
    "message" TEXT NOT NULL, "remedy" TEXT NOT NULL, PRIMARY KEY ("path", "position")) WITHOUT ROWID;
    INSERT INTO session VALUES('one','in/one.wav','00','11','0.1.0','2026.3',0,\
    '{"date":"2026-01-02","participant":"P1","path":"in/one.wav","sha256":"00"}',\
    '{"measureSetVersion":"2026.3","models":{"a":"b"},"programVersion":"0.1.0","settingsHash":"11"}',\
    '{"objections":["Too short."]}','["Sound only."]',\
    '{"language":"en","segments":[{"end":1,"speaker":"A","start":0,"text":"Hello.",\
    "words":[{"confidence":0.5,"start":0.1,"word":"Hello."}]}]}');
    INSERT INTO measure VALUES('speech.pitch.f0.median',1,'Hz',\
    '{"caution":"","definition":"","depression":"","lowerBound":0,"minimumData":"","modality":"speech",\
    "name":"speech.pitch.f0.median","source":"","title":"Pitch","trust":"checked","unit":"Hz","version":1}');
    INSERT INTO measure VALUES('quality.face.visible_share',1,'%',\
    '{"caution":"","definition":"","depression":"","lowerBound":0,"minimumData":"","modality":"quality",\
    "name":"quality.face.visible_share","source":"","title":"Face","trust":"checked","unit":"%",\
    "upperBound":100,"version":1}');
    INSERT INTO reading VALUES('one',0,'speech.pitch.f0.median',1,180.25,NULL);
    INSERT INTO reading VALUES('one',1,'quality.face.visible_share',1,NULL,'notRecorded');
    INSERT INTO failure VALUES('in/one.wav',0,'one','face','m','r');
    INSERT INTO failure VALUES('in/two.wav',0,NULL,'open','m','r');
    """
}
