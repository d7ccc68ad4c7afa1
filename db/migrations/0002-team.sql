-- The people who work here (operators, in the words of the API), how they sign in, and the keys of other programs.

create table people (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  email text not null check (email = lower(email) and length(email) <= 254),
  role text not null check (role in ('admin', 'manager', 'agent')),
  state text not null check (state in ('invited', 'active', 'removed')),
  password_hash text,
  password_changed_at timestamptz(3),
  totp_secret_encrypted text,
  totp_enabled_at timestamptz(3),
  totp_last_step bigint,
  capacity integer not null default 5 check (capacity between 0 and 500),
  presence text not null default 'offline' check (presence in ('online', 'away', 'offline')),
  presence_changed_at timestamptz(3),
  -- When it lapses by itself. Not looked at while a socket lives (presence_connections).
  presence_until timestamptz(3),
  locale text not null default 'pt-BR' check (locale in ('pt-BR', 'en')),
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  welcomed_at timestamptz(3),
  last_seen_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
-- Somebody who was removed may be invited again under the same address.
create unique index people_email on people (email) where state <> 'removed';

-- Tokens are kept hashed: whoever reads this table cannot sign in with it.
create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references people on delete cascade,
  kind text not null check (kind in ('browser', 'bearer')),
  ip text,
  user_agent text,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index sessions_person on sessions (person_id);
create index sessions_expires_at on sessions (expires_at);

-- Between the right password and the second factor.
create table sign_in_challenges (
  token_hash bytea primary key,
  person_id uuid not null references people on delete cascade,
  attempts integer not null default 0,
  expires_at timestamptz(3) not null
);
create index sign_in_challenges_person on sign_in_challenges (person_id);
create index sign_in_challenges_expires_at on sign_in_challenges (expires_at);

-- Wrong passwords and codes. `account_hash` stands for the address that was tried, whether or not it exists: an
-- unknown address locks just like a known one, or the lock would tell them apart. The failure that locks an account
-- says until when. Rows without an account count for the network they came from only.
create table sign_in_failures (
  id bigint generated always as identity primary key,
  account_hash bytea,
  person_id uuid references people on delete cascade,
  network text,
  locked_until timestamptz(3),
  at timestamptz(3) not null
);
create index sign_in_failures_account on sign_in_failures (account_hash, at) where account_hash is not null;
create index sign_in_failures_person on sign_in_failures (person_id) where person_id is not null;
create index sign_in_failures_network on sign_in_failures (network, at) where network is not null;
create index sign_in_failures_at on sign_in_failures (at);

create table one_time_links (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references people on delete cascade,
  purpose text not null check (purpose in ('invitation', 'password_reset')),
  created_by uuid references people on delete set null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index one_time_links_person on one_time_links (person_id);
create index one_time_links_expires_at on one_time_links (expires_at);

create table recovery_codes (
  person_id uuid not null references people on delete cascade,
  code_hash bytea not null,
  used_at timestamptz(3),
  primary key (person_id, code_hash)
);

create table api_keys (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  prefix text not null,
  key_hash bytea not null unique,
  scopes text[] not null,
  created_by uuid references people on delete set null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  last_refused_at timestamptz(3),
  revoked_at timestamptz(3)
);

-- Sockets through which somebody is present, each touched again and again while it lives: what a process that died
-- leaves behind goes stale and is swept.
create table presence_connections (
  id text primary key,
  person_id uuid not null references people on delete cascade,
  seen_at timestamptz(3) not null
);
create index presence_connections_person on presence_connections (person_id);
create index presence_connections_seen_at on presence_connections (seen_at);
