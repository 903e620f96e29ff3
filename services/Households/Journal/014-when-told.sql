-- When people were told: the moment of the transaction that wrote the row. accepted_at is when the report came that they were told of, and a report may have waited.
alter table outbox add column queued_at bigint;
update outbox set queued_at = accepted_at;
-- Why it was taken back before it could arrive, where no attempt says so.
alter table outbox add column why text;

-- Since which notice the time to answer runs, and null where none does: a clock that an earlier round left behind is no time to decide by.
alter table alert add column clock_notice bigint;
update alert set clock_notice = (select max(k.notice) from clock k where k.alert = alert.id and k.step > 0 and k.due_at is not null) where is_open = 1;
