-- The week's digest of alerts that have no clock (S4): one row a person and week, so that no restart and no second process sends it again.
create table digest (
  person text not null,
  week text not null,                -- its Monday
  alerts bigint not null,
  told_at bigint not null,
  primary key (person, week)
);
