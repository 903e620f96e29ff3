-- One schema for PostgreSQL and SQLite: text, bigint and bytea only. Moments are Unix milliseconds; what is hashed is text as it stands.

create table setting (
  name text primary key,
  value text not null
);

-- Every report ever accepted, and every decision on its way to a household.
-- state: received, waiting (for a person, or for the report that it corrects), journalled, quarantined, conflicting, dealt-with
create table ledger (
  id text primary key,
  content text not null,
  sender text not null,
  agency text not null,
  message_id text,
  state text not null,
  household text,
  field text,
  reason text,
  waits_for text,
  settled_by text,
  settled_note text,
  fingerprint text,
  body bytea not null,
  received_at bigint not null,
  attempts bigint not null default 0,
  due_at bigint,
  traceparent text
);

-- The same sender's same id is one report; what is quarantined or in conflict lies beside it.
create unique index ledger_once on ledger (sender, message_id) where state in ('received', 'waiting', 'journalled');
create index ledger_due on ledger (due_at) where due_at is not null;
create index ledger_desk on ledger (received_at) where state in ('waiting', 'quarantined', 'conflicting');

-- Who belongs to which household: claimed in the transaction that writes the household on the ledger row.
create table identifier (
  kind text not null,
  value text not null,
  household text not null,
  primary key (kind, value)
);

-- Where a household lives now, as far as its latest report with an address tells.
create table residence (
  household text primary key,
  uprn text not null,
  since text not null
);
create index residence_uprn on residence (uprn);

-- One row a household: the version and hash of its last event. A stale owner fails here.
create table head (
  household text primary key,
  version bigint not null,
  hash text not null
);

create table journal (
  household text not null,
  version bigint not null,
  ledger_id text not null,
  at bigint not null,
  event text not null,
  data text not null,
  previous text not null,
  hash text not null,
  primary key (household, version)
);

create index journal_ledger on journal (ledger_id);

-- What lists show of an alert; written with its events, never read to decide.
create table alert (
  id text primary key,
  household text not null,
  pattern text not null,
  class text not null,
  severity text not null,
  sentence text not null,
  whats_new text,
  is_open bigint not null,
  evidence_withdrawn bigint not null,
  notice bigint not null
);

-- In front of whom an alert stands, in which role, since which notice, and when they opened it.
create table inbox (
  alert text not null,
  person text not null,
  role text not null,
  notice bigint not null,
  told_at bigint not null,
  opened_at bigint,
  primary key (alert, person)
);
create index inbox_person on inbox (person);

-- One row per notice, person and channel. state: queued, delivered, never
create table outbox (
  alert text not null,
  notice bigint not null,
  person text not null,
  channel text not null,
  state text not null,
  attempts bigint not null default 0,
  due_at bigint,
  accepted_at bigint not null,
  traceparent text,
  primary key (alert, notice, person, channel)
);
create index outbox_due on outbox (due_at) where due_at is not null;

create table attempt (
  alert text not null,
  notice bigint not null,
  person text not null,
  channel text not null,
  at bigint not null,
  outcome text not null
);

-- Who read what.
create table reading (
  person text not null,
  household text not null,
  alert text,
  at bigint not null
);
