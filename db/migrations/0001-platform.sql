-- The ground: what every feature relies on and no feature owns.

-- One row per thing that happened, written in the transaction of the act itself.
-- `tx` stands before `id` on purpose: defaults are evaluated in column order, so the transaction has its number
-- before it draws an id. A reader that finds a gap among the ids can then tell from the transactions still running
-- whether the missing row may yet be committed (server/platform/events/feed.ts).
create table events (
  tx xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity primary key,
  name text not null,
  subject_type text not null,
  subject_id text,
  actor_kind text not null,
  actor_id text,
  details jsonb not null default '{}',
  at timestamptz(3) not null
);
create index events_at on events (at);

-- Who did what, to whom, from where. Each row's hash covers the row and the hash before it: a changed or missing row
-- shows. Names of fields only, never their contents, so that erasing a person never has to touch it.
create table audit_entries (
  seq bigint primary key,
  at timestamptz(3) not null,
  name text not null,
  actor_kind text not null,
  actor_id text,
  subject_type text not null,
  subject_id text,
  details jsonb not null,
  ip text,
  user_agent text,
  request_id text,
  hash bytea not null
);
create index audit_entries_at on audit_entries (at);
create index audit_entries_name on audit_entries (name, seq);
create index audit_entries_actor on audit_entries (actor_id, seq) where actor_id is not null;
create index audit_entries_subject on audit_entries (subject_id, seq) where subject_id is not null;

-- The last link of the chain, and where the kept part begins after old entries were let go.
create table audit_chain (
  only_row boolean primary key default true check (only_row),
  last_seq bigint not null default 0,
  last_hash bytea not null default '\x00',
  anchor_seq bigint not null default 0,
  anchor_hash bytea not null default '\x00'
);
insert into audit_chain default values;

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('prosa.letting_go_of_audit', true) = 'on' then
    return old;
  end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_entries_append_only before update or delete on audit_entries
  for each row execute function audit_is_append_only();
create trigger audit_entries_no_truncate before truncate on audit_entries
  for each statement execute function audit_is_append_only();

-- What an administrator changes, one row per group; absent groups have the defaults of their schema.
create table settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz(3) not null
);

-- Keys that encrypt columns, themselves wrapped by the root key outside the database.
create table secret_keys (
  version integer primary key,
  wrapped_key text not null,
  created_at timestamptz(3) not null
);

-- A request that may be repeated: `claimed` while it runs, `done` when its transaction committed,
-- `answered` once the answer is kept for whoever asks again.
create table idempotency_keys (
  owner text not null,
  key text not null,
  request_hash bytea not null,
  state text not null check (state in ('claimed', 'done', 'answered')),
  status integer,
  reply_encrypted text,
  claimed_at timestamptz(3) not null,
  primary key (owner, key)
);
create index idempotency_keys_claimed_at on idempotency_keys (claimed_at);
