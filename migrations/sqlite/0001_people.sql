-- People, apart from everything that names them. A person's data key is wrapped by a master key that is kept outside
-- the database; erasing the person destroys the wrapped key, and with it every sealed value.
create table person (
    id blob primary key,
    wrapped_key blob,
    created_at text not null,
    erased_at text,
    check ((wrapped_key is null) = (erased_at is not null))
) strict;

-- People who said "never contact me", as keyed hashes: asked at every intake, readable by nobody.
create table suppression (
    fingerprint blob primary key,
    kind text not null check (kind in ('account', 'email', 'passenger')),
    reason text not null check (reason in ('objection', 'erasure', 'rejected')),
    created_at text not null
) strict;

-- Posts their authors deleted, as keyed hashes: a delete that comes before its create wins.
create table tombstone (
    fingerprint blob primary key,
    deleted_at text not null
) strict;
