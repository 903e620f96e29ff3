-- The days on which a household looks again: something that a pattern expects will be late then. A row comes with the event that sets the
-- day and goes with the event that it was reached, each in that event's transaction. due_at: null once the household has been asked.
create table deadline (
  household text not null,
  pattern text not null,
  on_day text not null,
  due_at bigint,
  primary key (household, pattern, on_day)
);
create index deadline_due on deadline (due_at) where due_at is not null;
