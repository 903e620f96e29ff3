-- Which patterns a round of looking back is about: the set in force when the service started was another than in the round before. Households are
-- asked in the order of their references. upto: the last one asked, so that a restart goes on from there; done: 1 when all have been asked.
create table look_back (
  round bigint primary key,
  in_force text not null,
  patterns text not null,
  upto text not null,
  done bigint not null
);
