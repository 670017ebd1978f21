-- Version 2: what belongs to this one computer (the look, where backups go, when things were last done). It is in no export.
CREATE TABLE local (
  key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT;
-- What is not over for good, what is of the last days, and the numbers of all meetings: the first page of the window reads that alone
-- (recent.go), so that opening takes the same time however many years there are.
CREATE INDEX meetings_numbers ON meetings (at, status, person, id, cancelled_by, mood, mood_source, workload, workload_source);
CREATE INDEX meetings_scheduled ON meetings (at) WHERE status = 'scheduled';
CREATE INDEX topics_growth ON topics (meeting, position) WHERE category = 'growth';
CREATE INDEX journal_at ON journal (at);
CREATE INDEX actions_created ON actions (created);
CREATE INDEX actions_open ON actions (due) WHERE state = 'open';
CREATE INDEX goals_closed ON goals (closed);
CREATE INDEX feedback_date ON feedback (date);
