-- People, apart from everything that names them. A person's data key is wrapped by a master key that is kept outside
-- the database; erasing the person destroys the wrapped key, and with it every sealed value.
create table person (
    id uuid primary key,
    wrapped_key bytea,
    created_at timestamptz not null,
    erased_at timestamptz,
    check ((wrapped_key is null) = (erased_at is not null))
);

-- People who said "never contact me", as keyed hashes: asked at every intake, readable by nobody.
create table suppression (
    fingerprint bytea primary key,
    kind text not null check (kind in ('account', 'email', 'passenger')),
    reason text not null check (reason in ('objection', 'erasure', 'rejected')),
    created_at timestamptz not null
);

-- Posts their authors deleted, as keyed hashes: a delete that comes before its create wins.
create table tombstone (
    fingerprint bytea primary key,
    deleted_at timestamptz not null
);
