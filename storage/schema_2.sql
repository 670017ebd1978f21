-- Version 2: what belongs to this one computer (the look, where backups go, when things were last done). It is in no export.
CREATE TABLE local (
  key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT;
