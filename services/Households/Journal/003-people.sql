-- Who is told: people, what they hold, when they are away, and by which ways they can be reached. Moments are milliseconds since 1970; null is "no limit".
-- Every write raises the number that `setting` keeps under 'people', so that each process sees that its own picture is old.
create table person (
  id text primary key,                -- what they sign in with
  name text not null,
  title text not null,
  organisation text not null,         -- the name by which its system sends reports; '' for none
  said_by text not null               -- the person, sender or file that said so
);

-- What ends gets its until_at, what follows is a new row. Rows that came with messages follow what the household's history says of them.
create table holding (
  id text primary key,
  role text not null,
  person text not null references person (id),
  rank text not null,                 -- 'Holder', 'Deputy', 'Manager'
  hours text not null,                -- 'Always', 'Office', 'OutOfHours'
  household text,
  child text,
  organisation text,
  area text,
  from_at bigint,
  until_at bigint,
  said_by text not null,
  said_at bigint not null,
  ended_by text
);
create index holding_household on holding (household);

create table away (
  id text primary key,
  person text not null references person (id),
  from_at bigint not null,
  until_at bigint not null,
  cover text references person (id),
  said_by text not null,
  said_at bigint not null,
  ended_by text
);

create table contact (
  person text not null references person (id),
  channel text not null,              -- the name of a channel beside the inbox
  address text not null,
  dead_at bigint,                     -- when the channel said that this address reaches nobody
  dead_why text,
  said_by text not null,
  said_at bigint not null,
  primary key (person, channel)
);

-- A moment at which somebody begins or ceases to be told: open alerts are looked at then. Gone once that was done twice.
create table role_change (
  id text primary key,
  due_at bigint not null,
  role text,                          -- null: whatever the person is told as
  person text not null,
  household text,
  again bigint not null default 0     -- 1 for the second look
);
create index role_change_due on role_change (due_at);
