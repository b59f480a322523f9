import FeatureStore

/// Version of the running program, as models and scores state it.
let programVersion = Provenance.currentProgramVersion
