-- Telling people beside the inbox. states of the outbox: queued, sent (handed over, no final word yet), delivered, never.
alter table outbox add column urgent bigint not null default 0;   -- 1: S1, which goes at once and by itself
alter table outbox add column message text;                       -- the message that it was last taken for; rows of one message share it
alter table outbox add column reference text;                     -- the channel's own id of what was handed over, while its final word is awaited
alter table outbox add column sent_at bigint;                     -- when it was handed over
alter table outbox add column delivered_at bigint;

create index outbox_lane on outbox (channel, urgent, due_at) where due_at is not null;
create index outbox_person on outbox (person, channel) where due_at is not null;

-- One row for each outbox row that an attempt covered: rows of one message share its id.
alter table attempt add column message text;
alter table attempt add column why text;                          -- our own words and codes, never a text from outside
alter table attempt add column reference text;                    -- the channel's own

-- When a person may next be sent a message by a channel, S1 apart. Its lock keeps two processes from one person.
create table throttle (
  person text not null,
  channel text not null,
  next_at bigint not null,
  primary key (person, channel)
);

-- Who cannot be reached, by which channel and why: for the front door, until somebody has dealt with it.
create table unreached (
  id text primary key,
  person text not null,
  channel text not null,                                          -- 'none' where the inbox is the only way
  why text not null,
  at bigint not null,
  settled_by text,
  settled_note text,
  settled_at bigint
);
create unique index unreached_once on unreached (person, channel) where settled_at is null;
