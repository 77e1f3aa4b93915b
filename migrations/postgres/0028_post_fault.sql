-- Why a network refused a post for good: a status or a code, never a text of the network.
alter table follow_up add column fault text;
