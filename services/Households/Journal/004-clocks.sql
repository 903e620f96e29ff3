-- When people's time to answer an alert is over, a review date comes, or a stage of a disagreement ends. A row comes with the event that sets the
-- clock and goes with the event that it was reached, each in that event's transaction. due_at: null once the household has been asked.
create table clock (
  household text not null,
  alert text not null,
  notice bigint not null,
  step bigint not null,             -- how many times the severity's clock; 0 a review, below 0 a stage of a disagreement
  due_at bigint,
  primary key (alert, notice, step)
);
create index clock_due on clock (due_at) where due_at is not null;
