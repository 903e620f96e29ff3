-- What tells who may open an alert, so that a list asks the directory and reads no household: written with its events. Null for an alert of before.
alter table alert add column in_front_of text;
create index alert_household on alert (household);
-- Each list asks for which households its person holds a role.
create index holding_person on holding (person);

-- The same of a household that has alerts: where it lives, who reported about it, which keys are one child.
create table whereabouts (
  household text primary key,
  data text not null
);
