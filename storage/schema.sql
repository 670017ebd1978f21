-- Version 1 of Rapport's database. One table per kind of record, named as in the interchange document, one column per field.
-- What is not known is NULL (a text that is not known is empty, as in the document). Ids are UUIDs in lower-case hexadecimal;
-- dates YYYY-MM-DD; instants RFC 3339 as they were written; lists and small groups without an id of their own are JSON.

CREATE TABLE people (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (trim(name) <> ''),
  relation TEXT NOT NULL DEFAULT '' CHECK (relation IN ('', 'report', 'manager', 'peer')),
  role TEXT NOT NULL DEFAULT '',
  role_since TEXT CHECK (role_since IS date(role_since)),
  team TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  pronouns TEXT NOT NULL DEFAULT '',
  location TEXT NOT NULL DEFAULT '',
  timezone TEXT NOT NULL DEFAULT '',
  started TEXT CHECK (started IS date(started)),
  probation_until TEXT CHECK (probation_until IS date(probation_until)),
  birthday TEXT NOT NULL DEFAULT '',
  photo TEXT NOT NULL DEFAULT '',
  colour INTEGER CHECK (colour BETWEEN 0 AND 6),
  tags TEXT CHECK (json_valid(tags)),
  cadence TEXT NOT NULL DEFAULT '',
  series TEXT NOT NULL DEFAULT '',
  series_minutes INTEGER CHECK (series_minutes BETWEEN 1 AND 1440),
  exdates TEXT CHECK (json_valid(exdates)),
  template TEXT NOT NULL DEFAULT '',
  strengths TEXT CHECK (json_valid(strengths)),
  interests TEXT CHECK (json_valid(interests)),
  motivators TEXT CHECK (json_valid(motivators)),
  working_style TEXT NOT NULL DEFAULT '',
  profile_notes TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT '' CHECK (status IN ('', 'active', 'on_leave', 'archived')),
  status_since TEXT CHECK (status_since IS date(status_since)),
  "left" TEXT CHECK (json_valid("left")),
  sensitivity TEXT NOT NULL DEFAULT '' CHECK (sensitivity IN ('', 'quiet', 'normal', 'alert')),
  retain_until TEXT CHECK (retain_until IS date(retain_until)),
  hold INTEGER CHECK (hold IN (0, 1))
) STRICT;

CREATE TABLE absences (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT REFERENCES people ON DELETE CASCADE,
  "from" TEXT NOT NULL CHECK ("from" IS date("from")),
  "to" TEXT NOT NULL CHECK ("to" IS date("to")),
  text TEXT NOT NULL DEFAULT '',
  CHECK ("to" >= "from")
) STRICT;
CREATE INDEX absences_person ON absences (person);

CREATE TABLE meetings (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  at TEXT NOT NULL CHECK (unixepoch(at) IS NOT NULL),
  minutes INTEGER CHECK (minutes BETWEEN 0 AND 1440),
  status TEXT NOT NULL CHECK (status IN ('scheduled', 'held', 'cancelled', 'missed')),
  prepared TEXT CHECK (prepared IS NULL OR unixepoch(prepared) IS NOT NULL),
  began TEXT CHECK (began IS NULL OR unixepoch(began) IS NOT NULL),
  ended TEXT CHECK (ended IS NULL OR unixepoch(ended) IS NOT NULL),
  cancelled_by TEXT NOT NULL DEFAULT '' CHECK (cancelled_by IN ('', 'me', 'them')),
  moved_from TEXT CHECK (moved_from IS NULL OR unixepoch(moved_from) IS NOT NULL),
  template TEXT NOT NULL DEFAULT '',
  uid TEXT NOT NULL DEFAULT '',
  tags TEXT CHECK (json_valid(tags)),
  intent TEXT NOT NULL DEFAULT '',
  mood INTEGER CHECK (mood BETWEEN 1 AND 5),
  mood_source TEXT NOT NULL DEFAULT '' CHECK (mood_source IN ('', 'said', 'impression')),
  workload INTEGER CHECK (workload BETWEEN 1 AND 5),
  workload_source TEXT NOT NULL DEFAULT '' CHECK (workload_source IN ('', 'said', 'impression')),
  helped INTEGER CHECK (helped BETWEEN 1 AND 5),
  notes TEXT NOT NULL DEFAULT '',
  private_notes TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX meetings_person ON meetings (person);
-- Nobody is in two one-on-ones at once: the moment counts, however it was written.
CREATE UNIQUE INDEX meetings_held_once ON meetings (person, unixepoch(at, 'subsec')) WHERE status = 'held';

CREATE TABLE topics (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  meeting TEXT NOT NULL REFERENCES meetings ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  category TEXT NOT NULL DEFAULT '' CHECK (category IN ('', 'delivery', 'technical', 'growth', 'wellbeing', 'feedback', 'team', 'other')),
  raised_by TEXT NOT NULL DEFAULT '' CHECK (raised_by IN ('', 'me', 'them')),
  state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'open', 'discussed', 'parked')),
  carried INTEGER CHECK (carried >= 0)
) STRICT;
CREATE INDEX topics_meeting ON topics (meeting, position);

CREATE TABLE talking_points (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  text TEXT NOT NULL CHECK (text <> ''),
  category TEXT NOT NULL DEFAULT '' CHECK (category IN ('', 'delivery', 'technical', 'growth', 'wellbeing', 'feedback', 'team', 'other')),
  raised_by TEXT NOT NULL DEFAULT '' CHECK (raised_by IN ('', 'me', 'them')),
  added TEXT CHECK (added IS date(added)),
  position INTEGER CHECK (position >= 1),
  carried INTEGER CHECK (carried >= 0),
  "from" TEXT REFERENCES meetings ON DELETE SET NULL
) STRICT;
CREATE INDEX talking_points_person ON talking_points (person);
CREATE INDEX talking_points_from ON talking_points ("from") WHERE "from" IS NOT NULL;

CREATE TABLE journal (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  at TEXT NOT NULL CHECK (unixepoch(at) IS NOT NULL),
  text TEXT NOT NULL CHECK (text <> ''),
  private INTEGER CHECK (private IN (0, 1))
) STRICT;
CREATE INDEX journal_person ON journal (person);

CREATE TABLE actions (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  meeting TEXT REFERENCES meetings ON DELETE SET NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  owner TEXT NOT NULL CHECK (owner IN ('me', 'them')),
  created TEXT CHECK (created IS date(created)),
  due TEXT CHECK (due IS date(due)),
  recurs TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  closed TEXT CHECK (closed IS date(closed)),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX actions_person ON actions (person);
CREATE INDEX actions_meeting ON actions (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE feedback (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  meeting TEXT REFERENCES meetings ON DELETE SET NULL,
  date TEXT NOT NULL CHECK (date IS date(date)),
  kind TEXT NOT NULL CHECK (kind IN ('praise', 'constructive')),
  direction TEXT NOT NULL CHECK (direction IN ('given', 'received', 'about')),
  situation TEXT NOT NULL DEFAULT '',
  behaviour TEXT NOT NULL DEFAULT '',
  impact TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  said_on TEXT CHECK (said_on IS date(said_on)),
  private INTEGER CHECK (private IN (0, 1))
) STRICT;
CREATE INDEX feedback_person ON feedback (person);
CREATE INDEX feedback_meeting ON feedback (meeting) WHERE meeting IS NOT NULL;

-- A goal may be written before the one that it hangs from; at the end of the transaction both must be there.
CREATE TABLE goals (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT REFERENCES people ON DELETE CASCADE,
  team TEXT NOT NULL DEFAULT '',
  parent TEXT REFERENCES goals ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED CHECK (parent <> id),
  continues TEXT REFERENCES goals ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED CHECK (continues <> id),
  title TEXT NOT NULL CHECK (title <> ''),
  why TEXT NOT NULL DEFAULT '',
  support TEXT NOT NULL DEFAULT '',
  start TEXT CHECK (start IS date(start)),
  due TEXT CHECK (due IS date(due)),
  due_changes TEXT CHECK (json_valid(due_changes)),
  tags TEXT CHECK (json_valid(tags)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'achieved', 'partly', 'missed', 'dropped')),
  closed TEXT CHECK (closed IS date(closed)),
  score REAL CHECK (score BETWEEN 0 AND 1),
  agreed TEXT CHECK (agreed IS date(agreed)),
  kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'committed', 'aspirational', 'learning')),
  commitment INTEGER CHECK (commitment BETWEEN 1 AND 5),
  done_means TEXT NOT NULL DEFAULT '',
  read_back TEXT NOT NULL DEFAULT '',
  read_back_on TEXT CHECK (read_back_on IS date(read_back_on)),
  mismatch TEXT CHECK (json_valid(mismatch)),
  waived TEXT CHECK (json_valid(waived)),
  level INTEGER CHECK (level BETWEEN 1 AND 7),
  obstacle TEXT NOT NULL DEFAULT '',
  plan TEXT NOT NULL DEFAULT '',
  rhythm INTEGER CHECK (rhythm >= 1),
  helped TEXT NOT NULL DEFAULT '',
  hindered TEXT NOT NULL DEFAULT '',
  learnt TEXT NOT NULL DEFAULT '',
  outside_control TEXT NOT NULL DEFAULT '',
  CHECK (due >= start)
) STRICT;
CREATE INDEX goals_person ON goals (person);
CREATE INDEX goals_parent ON goals (parent) WHERE parent IS NOT NULL;
CREATE INDEX goals_continues ON goals (continues) WHERE continues IS NOT NULL;

CREATE TABLE key_results (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  goal TEXT NOT NULL REFERENCES goals ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('number', 'percent', 'milestone')),
  unit TEXT NOT NULL DEFAULT '',
  "from" REAL,
  "to" REAL,
  due TEXT CHECK (due IS date(due)),
  weight REAL CHECK (weight >= 0),
  retargeted TEXT CHECK (json_valid(retargeted))
) STRICT;
CREATE INDEX key_results_goal ON key_results (goal, position);

CREATE TABLE check_ins (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  goal TEXT NOT NULL REFERENCES goals ON DELETE CASCADE,
  position INTEGER NOT NULL,
  date TEXT NOT NULL CHECK (date IS date(date)),
  confidence TEXT NOT NULL DEFAULT '' CHECK (confidence IN ('', 'on_track', 'at_risk', 'off_track')),
  note TEXT NOT NULL DEFAULT '',
  "values" TEXT CHECK (json_valid("values"))
) STRICT;
CREATE INDEX check_ins_goal ON check_ins (goal, position);

CREATE TABLE delegations (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  what TEXT NOT NULL CHECK (what <> ''),
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 7),
  since TEXT CHECK (since IS date(since)),
  review TEXT CHECK (review IS date(review)),
  support TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT '' CHECK (state IN ('', 'active', 'ended'))
) STRICT;
CREATE INDEX delegations_person ON delegations (person);

CREATE TABLE observations (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  meeting TEXT REFERENCES meetings ON DELETE SET NULL,
  date TEXT NOT NULL CHECK (date IS date(date)),
  behaviour TEXT NOT NULL CHECK (behaviour <> ''),
  change TEXT NOT NULL CHECK (change IN ('less', 'more')),
  note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX observations_person ON observations (person);
CREATE INDEX observations_meeting ON observations (meeting) WHERE meeting IS NOT NULL;

CREATE TABLE events (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT REFERENCES people ON DELETE CASCADE,
  date TEXT NOT NULL CHECK (date IS date(date)),
  kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'role_change', 'reorganisation', 'manager_change', 'colleague_left', 'passed_over',
    'outside_offer', 'pay_refused', 'dispute', 'launch', 'other')),
  text TEXT NOT NULL CHECK (text <> ''),
  followed TEXT CHECK (json_valid(followed))
) STRICT;
CREATE INDEX events_person ON events (person);

CREATE TABLE acknowledgements (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  sign TEXT NOT NULL CHECK (sign <> ''),
  raised TEXT CHECK (raised IS date(raised)),
  at TEXT NOT NULL CHECK (at IS date(at)),
  action TEXT NOT NULL DEFAULT '' CHECK (action IN ('', 'snoozed', 'dismissed', 'acted')),
  until TEXT CHECK (until IS date(until)),
  reason TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'confirmed', 'wrong', 'not_known'))
) STRICT;
CREATE INDEX acknowledgements_person ON acknowledgements (person);

-- The record that a mark is about is of any kind.
CREATE TABLE line_marks (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  record TEXT NOT NULL CHECK (length(record) = 36),
  quote TEXT NOT NULL CHECK (quote <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  mark TEXT NOT NULL CHECK (mark = 'not_a_sign'),
  at TEXT NOT NULL CHECK (at IS date(at))
) STRICT;
CREATE INDEX line_marks_record ON line_marks (record);

CREATE TABLE reviews (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  "from" TEXT NOT NULL CHECK ("from" IS date("from")),
  "to" TEXT NOT NULL CHECK ("to" IS date("to")),
  audience TEXT NOT NULL DEFAULT '' CHECK (audience IN ('', 'me', 'review', 'report')),
  sections TEXT CHECK (json_valid(sections)),
  draft TEXT NOT NULL DEFAULT '',
  changed TEXT CHECK (changed IS NULL OR unixepoch(changed) IS NOT NULL),
  CHECK ("to" >= "from")
) STRICT;
CREATE INDEX reviews_person ON reviews (person);

CREATE TABLE templates (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (name <> ''),
  sections TEXT CHECK (json_valid(sections))
) STRICT;

CREATE TABLE questions (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  text TEXT NOT NULL CHECK (text <> ''),
  theme TEXT NOT NULL DEFAULT '',
  moment TEXT NOT NULL DEFAULT '',
  favourite INTEGER CHECK (favourite IN (0, 1))
) STRICT;

CREATE TABLE asked (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
  question TEXT NOT NULL CHECK (question <> ''),
  date TEXT NOT NULL CHECK (date IS date(date))
) STRICT;
CREATE INDEX asked_person ON asked (person);

CREATE TABLE cue_words (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  text TEXT NOT NULL CHECK (text <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  language TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL CHECK (json_type(value) IN ('text', 'integer', 'real', 'true', 'false'))
) STRICT;

-- Earlier versions of records. One row is what stood before a burst of edits that began at "at" and was last added to at "until"
-- (both in milliseconds since 1970, UTC); the body is the record as in the interchange document.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX history_record ON history (record, kind);

-- What was deleted, whole: the records as in the interchange document, and the links to them that were cut.
CREATE TABLE trash (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  label TEXT NOT NULL,
  at INTEGER NOT NULL,
  records TEXT NOT NULL CHECK (json_valid(records)),
  links TEXT NOT NULL CHECK (json_valid(links))
) STRICT;

-- The search index holds folded words only, no text: one row for each record with text, and one for each check-in of a goal. Its
-- rowid carries the day of the record (see index.go), so that a search by date and "newest first" need no other table. The
-- column facts holds the words by which rows are filtered: kind, person and tags.
CREATE VIRTUAL TABLE search USING fts5 (shared, private, facts, content = '', contentless_delete = 1, prefix = '1 2', tokenize = 'ascii');
CREATE TABLE search_rows (
  row INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  record TEXT NOT NULL,
  part TEXT NOT NULL,
  person TEXT,
  digest INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_rows_record ON search_rows (record, part, kind);
-- The words of the index, for the check: how many rows hold each in each column, and how often.
CREATE VIRTUAL TABLE search_words USING fts5vocab (search, col);
