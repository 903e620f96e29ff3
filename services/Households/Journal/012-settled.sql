-- When a person settled what waited at the front door, or what a report waited for had come. People are told as roles are held from then on, and their time to
-- answer begins then; received_at stays when it was accepted. Null where nothing waited.
alter table ledger add column settled_at bigint;
