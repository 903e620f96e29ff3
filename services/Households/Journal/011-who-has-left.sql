-- From when somebody is there no more: they hold nothing then, are reached by nothing, and can sign in to nothing.
alter table person add column left_at bigint;
-- What stands for a person in the address of a page: random, and says nothing of them.
alter table person add column key text;

-- What was changed in the directory, and by whom; only ever added to. what: see PeopleChanges. about: the holding, the absence or the channel.
create table person_change (
  id text primary key,
  person text not null,
  at bigint not null,
  said_by text,
  what text not null,
  about text,
  until_at bigint
);
create index person_change_person on person_change (person, at);
