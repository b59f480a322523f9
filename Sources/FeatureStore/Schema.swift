internal import GRDB

/// Tables of the store and the steps from each earlier version to this one.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 sessions, readings, failures") { database in
      try database.create(table: "session", options: .withoutRowID) { table in
        table.primaryKey("name", .text)
        table.column("inputPath", .text).notNull()
        table.column("inputSHA256", .text).notNull()
        table.column("settingsHash", .text).notNull()
        table.column("programVersion", .text).notNull()
        table.column("measureSetVersion", .text).notNull()
        table.column("gatePassed", .boolean).notNull()
        // Parts read and written whole, as JSON.
        table.column("input", .text).notNull()
        table.column("provenance", .text).notNull()
        table.column("gate", .text).notNull()
        table.column("remarks", .text).notNull()
        table.column("transcript", .text)
      }
      try database.create(table: "measure", options: .withoutRowID) { table in
        table.column("name", .text).notNull()
        table.column("version", .integer).notNull()
        table.column("unit", .text).notNull()
        table.column("definition", .text).notNull()
        table.primaryKey(["name", "version"])
      }
      try database.create(table: "reading", options: .withoutRowID) { table in
        table.column("session", .text).notNull().references("session", onDelete: .cascade)
        table.column("position", .integer).notNull()
        table.column("measure", .text).notNull()
        table.column("version", .integer).notNull()
        table.column("value", .double)
        table.column("reason", .text)
        table.primaryKey(["session", "position"])
        table.foreignKey(["measure", "version"], references: "measure")
        table.check(sql: "(value IS NULL) <> (reason IS NULL)")
      }
      try database.create(table: "failure", options: .withoutRowID) { table in
        table.column("path", .text).notNull()
        table.column("position", .integer).notNull()
        // Null when the recording did not become a session.
        table.column("session", .text).references("session", onDelete: .cascade)
        table.column("stage", .text).notNull()
        table.column("message", .text).notNull()
        table.column("remedy", .text).notNull()
        table.primaryKey(["path", "position"])
      }
    }
    migrator.registerMigration("2 files of sessions") { database in
      try database.create(table: "file", options: .withoutRowID) { table in
        table.column("session", .text).notNull().references("session", onDelete: .cascade)
        table.column("name", .text).notNull()
        table.column("byteCount", .integer).notNull()
        table.column("sha256", .text).notNull()
        // The file's bytes in the raw deflate format, where nothing else in the store tells them.
        table.column("packed", .blob)
        table.primaryKey(["session", "name"])
      }
    }
    return migrator
  }
}
