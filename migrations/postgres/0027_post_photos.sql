-- The photo of the hand-over that goes out with a post, and what is to be seen on it, sealed for the traveller.
alter table follow_up add column photo_receipt uuid;
alter table follow_up add column photo_sealed bytea;
