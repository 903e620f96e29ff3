-- What is tried on and on, so that a person sees it (state received, with the reason).
create index ledger_still on ledger (received_at) where state = 'received' and reason is not null;
