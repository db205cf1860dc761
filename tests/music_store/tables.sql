-- The tables of the music store as the test makes them for itself, to compare with what the program made and loaded.
-- \copy fills them from the same CSV files, so the program's own reader is compared with PostgreSQL's.
drop schema if exists music_store_expected cascade;
create schema music_store_expected;
set search_path to music_store_expected;

create table artist (artist_id bigint primary key, name text not null);
create table album (album_id bigint primary key, title text not null, artist_id bigint not null references artist);
create table genre (genre_id bigint primary key, name text not null);
create table media_type (media_type_id bigint primary key, name text not null);
create table track (
  track_id bigint primary key,
  name text not null,
  album_id bigint references album,
  media_type_id bigint not null references media_type,
  genre_id bigint references genre,
  composer text,
  milliseconds integer not null,
  bytes bigint,
  unit_price numeric(10,2) not null
);
create table playlist (playlist_id bigint primary key, name text not null);
create table playlist_track (
  playlist_id bigint not null references playlist,
  track_id bigint not null references track,
  primary key (playlist_id, track_id)
);
create table employee (
  employee_id bigint primary key,
  last_name text not null,
  first_name text not null,
  title text,
  reports_to bigint references employee,
  birth_date timestamp,
  hire_date timestamp,
  address text, city text, state text, country text, postal_code text, phone text, fax text, email text
);
create table customer (
  customer_id bigint primary key,
  first_name text not null,
  last_name text not null,
  company text, address text, city text, state text, country text, postal_code text, phone text, fax text,
  email text not null,
  support_rep_id bigint references employee
);
create table invoice (
  invoice_id bigint primary key,
  customer_id bigint not null references customer,
  invoice_date timestamp not null,
  billing_address text, billing_city text, billing_state text, billing_country text, billing_postal_code text,
  total numeric(10,2) not null
);
create table invoice_line (
  invoice_line_id bigint primary key,
  invoice_id bigint not null references invoice,
  track_id bigint not null references track,
  unit_price numeric(10,2) not null,
  quantity integer not null
);
