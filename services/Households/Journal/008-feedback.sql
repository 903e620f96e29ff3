-- What a sender hears of its own report after the receipt: written with the read or the decision that it tells of, and once each.
-- said: 'read' or a decision's class, for a statutory agency; 'being looked at', 'looked at and closed' for who hears the class of outcome only.
create table feedback (
  sender text not null,
  message_id text not null,
  said text not null,
  at bigint not null,
  due_at bigint,                     -- null once it was published
  primary key (sender, message_id, said)
);
create index feedback_due on feedback (due_at) where due_at is not null;
