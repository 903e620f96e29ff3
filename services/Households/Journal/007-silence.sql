-- Senders that have gone quiet: who was told when, and until when. since: the last message before. One row while it lasts, so that of two processes one tells.
create table silence (
  id text primary key,
  sender text not null,
  since bigint not null,
  told_at bigint not null,
  expected bigint not null,          -- messages that usually come in the time from since to told_at
  partnership_told_at bigint,
  ended_at bigint,
  settled_by text,                   -- who has seen to it; it goes on until messages come again
  settled_note text,
  settled_at bigint
);
create unique index silence_once on silence (sender) where ended_at is null;

-- When each sender last sent, asked every minute.
create index ledger_sender on ledger (sender, received_at) where content = 'report';
