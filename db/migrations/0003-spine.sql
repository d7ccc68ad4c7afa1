-- The spine: accounts and their numbers, contacts and by what they are known, conversations, messages, and what the
-- outside said word for word.

-- A business's access to a channel: for WhatsApp a business account (WABA), its token and the secret its webhooks are
-- signed with.
create table accounts (
  id uuid primary key,
  channel text not null check (channel in ('whatsapp_cloud')),
  name text not null check (length(name) between 1 and 120),
  external_id text not null check (length(external_id) between 1 and 64),
  -- What the customers' own ids are valid for: another portfolio knows the same person by another id.
  portfolio_id text,
  access_token_encrypted text,
  app_secret_encrypted text,
  state text not null default 'connected' check (state in ('connected', 'needs_attention', 'removed')),
  -- A stable code of what is wrong: token_invalid, permission_missing, payment, restricted, not_reachable ...
  trouble text,
  trouble_detail text,
  subscribed_at timestamptz(3),
  checked_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create unique index accounts_external on accounts (channel, external_id) where state <> 'removed';

create table numbers (
  id uuid primary key,
  account_id uuid not null references accounts,
  channel text not null,
  -- The provider's id of it (phone_number_id).
  external_id text not null check (length(external_id) between 1 and 64),
  phone text,
  name text not null,
  state text not null default 'active' check (state in ('active', 'paused', 'removed')),
  -- Why nothing is sent from it: the stable code of the last error that stopped it.
  trouble text,
  trouble_detail text,
  quality text,
  limit_tier text,
  provider_status text,
  -- Messages a second: what the provider allows, and what somebody set instead.
  throughput integer not null default 80 check (throughput between 1 and 10000),
  pace integer check (pace between 1 and 10000),
  last_webhook_at timestamptz(3),
  last_delivered_at timestamptz(3),
  checked_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create unique index numbers_external on numbers (channel, external_id) where state <> 'removed';
create index numbers_account on numbers (account_id);

-- When a number may send next. Apart, because it changes with everything that is sent.
create table number_paces (
  number_id uuid primary key references numbers on delete cascade,
  next_at timestamptz(6) not null
);

create table contacts (
  id uuid primary key,
  name text check (length(name) <= 200),
  -- What they call themselves, where the name is not what somebody here wrote.
  profile_name text,
  username text,
  -- E.164 with the ninth digit; absent for whoever keeps it to themselves.
  phone text,
  email text,
  document_encrypted text,
  document_hash bytea,
  address jsonb,
  fields jsonb not null default '{}',
  notes text,
  -- Name, phone, e-mail and user name without accents and capitals: what a search looks through.
  search text not null default '',
  blocked_at timestamptz(3),
  opted_out_at timestamptz(3),
  merged_into uuid references contacts,
  removed_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create extension if not exists pg_trgm;
create extension if not exists unaccent;
create index contacts_search on contacts using gin (search gin_trgm_ops) where merged_into is null and removed_at is null;
create index contacts_phone on contacts (phone) where phone is not null;
create index contacts_email on contacts (email) where email is not null;
create index contacts_document on contacts (document_hash) where document_hash is not null;
create index contacts_merged_into on contacts (merged_into) where merged_into is not null;

-- By what a channel knows somebody. `value` is exactly what was received: replies go to it. Two spellings of one
-- Brazilian number share `phone`, and so meet in one contact.
create table identities (
  id uuid primary key,
  -- Checked at the end: an identity is claimed first, and its contact created only by whoever won.
  contact_id uuid not null references contacts deferrable initially deferred,
  channel text not null,
  kind text not null check (kind in ('wa_id', 'user_id', 'parent_user_id')),
  -- The portfolio a user id is valid in; '' for what is valid everywhere.
  scope text not null default '',
  value text not null check (length(value) between 1 and 200),
  phone text,
  -- Not theirs any more: they changed it. Kept to recognise what comes late.
  replaced_at timestamptz(3),
  created_at timestamptz(3) not null,
  unique (channel, kind, scope, value)
);
create index identities_contact on identities (contact_id);
create index identities_phone on identities (channel, phone) where phone is not null;

-- What a merge moved, so that it can be undone.
create table contact_merges (
  id uuid primary key,
  kept_id uuid not null references contacts,
  merged_id uuid not null references contacts,
  identity_ids uuid[] not null,
  conversation_ids uuid[] not null,
  fields_before jsonb not null,
  merged_by uuid references people on delete set null,
  merged_at timestamptz(3) not null,
  undone_at timestamptz(3)
);
create index contact_merges_kept on contact_merges (kept_id);
create index contact_merges_merged on contact_merges (merged_id);

create table tabulations (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  description text,
  active boolean not null default true,
  removed_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create unique index tabulations_name on tabulations (lower(name)) where removed_at is null;

create table conversations (
  id uuid primary key,
  channel text not null,
  number_id uuid not null references numbers,
  contact_id uuid not null references contacts deferrable initially deferred,
  status text not null check (status in ('bot', 'queued', 'open', 'closed')),
  operator_id uuid references people on delete set null,
  tabulation_id uuid references tabulations on delete set null,
  -- Grows with everything that whoever answers should have seen; an answer made from an older one is dropped.
  version integer not null default 1,
  unread integer not null default 0,
  -- The customer's last message by the provider's clock opens the window for 24 hours.
  last_in_at timestamptz(3),
  window_expires_at timestamptz(3),
  -- The advertisement they came from, if they did, and until when everything is free because of it.
  referral jsonb,
  free_until timestamptz(3),
  last_message_at timestamptz(3) not null,
  last_message_id uuid,
  -- To whom the channel sends: exactly what was last received from them.
  recipient jsonb not null default '{}',
  -- Token bucket of what one number may send to one person.
  burst real not null default 45,
  burst_at timestamptz(3),
  -- Nothing is sent to this person before: the provider asked us to wait.
  send_after timestamptz(3),
  backoff integer not null default 0,
  queued_at timestamptz(3),
  first_reply_at timestamptz(3),
  created_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by text
);
create unique index conversations_open on conversations (contact_id, number_id) where status <> 'closed';
create index conversations_contact on conversations (contact_id, id);
create index conversations_recent on conversations (last_message_at desc, id desc);
create index conversations_status on conversations (status, last_message_at desc, id desc);
create index conversations_operator on conversations (operator_id, last_message_at desc, id desc) where operator_id is not null;
create index conversations_free on conversations (last_message_at desc, id desc) where operator_id is null;
create index conversations_closed on conversations (closed_at) where closed_at is not null;
create index conversations_number on conversations (number_id, last_message_at desc, id desc);

create table media (
  id uuid primary key,
  number_id uuid references numbers,
  direction text not null check (direction in ('in', 'out')),
  kind text not null check (kind in ('image', 'video', 'audio', 'document', 'sticker')),
  state text not null check (state in ('waiting', 'stored', 'failed')),
  -- Why it could not be fetched: expired, too_large, wrong_content, refused, not_reachable.
  trouble text,
  provider_id text,
  -- When the provider forgets it: uploads live 30 days there.
  provider_until timestamptz(3),
  provider_hash text,
  type text,
  name text,
  size bigint,
  hash text,
  thumbnail_hash text,
  width integer,
  height integer,
  seconds real,
  voice boolean not null default false,
  uploaded_by uuid references people on delete set null,
  created_at timestamptz(3) not null,
  stored_at timestamptz(3)
);
create index media_hash on media (hash) where hash is not null;
create index media_thumbnail on media (thumbnail_hash) where thumbnail_hash is not null;
create index media_waiting on media (id) where state = 'waiting';

create table messages (
  id uuid primary key,
  conversation_id uuid not null references conversations,
  number_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  author text not null check (author in ('contact', 'operator', 'bot', 'campaign', 'system')),
  author_id uuid,
  type text not null,
  text text,
  content jsonb not null default '{}',
  media_id uuid references media,
  reply_to uuid,
  reply_to_provider_id text,
  provider_id text,
  status text not null check (status in
    ('received', 'queued', 'sending', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown', 'cancelled')),
  error jsonb,
  -- Where it stands in the conversation: the provider's time of what came in, and never before what is there already
  -- for what goes out.
  at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  -- Out: not before this; again and again later while the provider asks to wait.
  due_at timestamptz(3),
  attempts integer not null default 0,
  sending_at timestamptz(3),
  sent_at timestamptz(3),
  delivered_at timestamptz(3),
  read_at timestamptz(3),
  failed_at timestamptz(3),
  edited_at timestamptz(3),
  deleted_at timestamptz(3),
  -- One emoji of each side: {"contact": "❤️", "operator": "👍"}.
  reactions jsonb
);
create unique index messages_provider on messages (number_id, provider_id) where provider_id is not null;
create index messages_conversation on messages (conversation_id, at desc, id desc);
create index messages_to_send on messages (number_id, id) where status in ('queued', 'sending');
create index messages_unsettled on messages (conversation_id, id) where status in ('queued', 'sending');
create index messages_media on messages (media_id) where media_id is not null;
-- Accepted and then nothing: what the alarm looks for.
create index messages_sent on messages (sent_at) where direction = 'out' and sent_at is not null;

-- Every request of a provider as it came, for some days: what can be looked up and landed again.
create table raw_events (
  id uuid primary key,
  channel text not null,
  body bytea not null,
  items integer not null default 0,
  parked integer not null default 0,
  received_at timestamptz(3) not null
);
create index raw_events_received on raw_events (received_at);

-- What could not be understood or landed: kept, counted, and tried again when somebody says so.
create table parked_items (
  id uuid primary key,
  raw_event_id uuid references raw_events on delete set null,
  channel text not null,
  -- unknown_number, unknown_type, unknown_field, not_understood, too_early, failed
  reason text not null,
  detail text,
  kind text not null,
  item jsonb not null,
  -- The same item again only counts.
  item_hash bytea not null,
  times integer not null default 1,
  state text not null default 'parked' check (state in ('parked', 'landed', 'dismissed')),
  created_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  unique (channel, item_hash)
);
create index parked_items_state on parked_items (state, id);
create index parked_items_raw_event on parked_items (raw_event_id) where raw_event_id is not null;
create index parked_items_last on parked_items (last_at);

-- A status of a message that is not there yet.
create table waiting_statuses (
  id uuid primary key,
  number_id uuid not null references numbers on delete cascade,
  provider_id text not null,
  status text not null,
  at timestamptz(3) not null,
  error jsonb,
  created_at timestamptz(3) not null,
  unique (number_id, provider_id, status)
);
create index waiting_statuses_created on waiting_statuses (created_at);

-- Where others are told what happened (Standard Webhooks).
create table webhook_endpoints (
  id uuid primary key,
  url text not null check (length(url) between 1 and 2000),
  description text,
  events text[] not null,
  secret_encrypted text not null,
  state text not null default 'active' check (state in ('active', 'paused', 'failing', 'removed')),
  -- Everything up to here was made into deliveries.
  cursor bigint not null,
  failures integer not null default 0,
  failing_since timestamptz(3),
  created_by uuid references people on delete set null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

create table webhook_deliveries (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoints on delete cascade,
  event_id bigint not null,
  event_name text not null,
  payload_encrypted text not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz(3),
  status integer,
  error text,
  created_at timestamptz(3) not null,
  settled_at timestamptz(3),
  unique (endpoint_id, event_id)
);
create index webhook_deliveries_endpoint on webhook_deliveries (endpoint_id, id desc);
create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_at, id) where state = 'waiting';
create index webhook_deliveries_created on webhook_deliveries (created_at);
