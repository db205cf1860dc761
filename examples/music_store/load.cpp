// SPDX-License-Identifier: BSL-1.0
#include "load.hpp"

#include "rows.hpp"
#include "schema.hpp"

#include <expected>
#include <string>
#include <vector>

namespace music_store {

namespace {

// Types follow the structs: std::int64_t is bigint, recto::decimal numeric, std::optional a column that may be NULL.
constexpr char const* statements[] = {
    "drop schema if exists music_store cascade",
    "create schema music_store",
    "create table music_store.artist (artist_id bigint primary key, name text not null)",
    "create table music_store.album (album_id bigint primary key, title text not null,"
    " artist_id bigint not null references music_store.artist)",
    "create table music_store.genre (genre_id bigint primary key, name text not null)",
    "create table music_store.media_type (media_type_id bigint primary key, name text not null)",
    "create table music_store.track (track_id bigint primary key, name text not null,"
    " album_id bigint references music_store.album,"
    " media_type_id bigint not null references music_store.media_type,"
    " genre_id bigint references music_store.genre,"
    " composer text, milliseconds integer not null, bytes bigint, unit_price numeric(10,2) not null)",
    "create table music_store.playlist (playlist_id bigint primary key, name text not null)",
    "create table music_store.playlist_track (playlist_id bigint not null references music_store.playlist,"
    " track_id bigint not null references music_store.track, primary key (playlist_id, track_id))",
    "create table music_store.employee (employee_id bigint primary key, last_name text not null,"
    " first_name text not null, title text, reports_to bigint references music_store.employee,"
    " birth_date timestamp, hire_date timestamp, address text, city text, state text, country text,"
    " postal_code text, phone text, fax text, email text)",
    "create table music_store.customer (customer_id bigint primary key, first_name text not null,"
    " last_name text not null, company text, address text, city text, state text, country text, postal_code text,"
    " phone text, fax text, email text not null, support_rep_id bigint references music_store.employee)",
    "create table music_store.invoice (invoice_id bigint primary key,"
    " customer_id bigint not null references music_store.customer, invoice_date timestamp not null,"
    " billing_address text, billing_city text, billing_state text, billing_country text, billing_postal_code text,"
    " total numeric(10,2) not null)",
    "create table music_store.invoice_line (invoice_line_id bigint primary key,"
    " invoice_id bigint not null references music_store.invoice,"
    " track_id bigint not null references music_store.track,"
    " unit_price numeric(10,2) not null, quantity integer not null)",
    // joins and the checks of foreign keys look rows up by these
    "create index on music_store.album (artist_id)",
    "create index on music_store.track (album_id)",
    "create index on music_store.playlist_track (track_id)",
    "create index on music_store.invoice (customer_id)",
    "create index on music_store.invoice_line (track_id)",
};

/// One file into its table: a single INSERT whatever the number of rows.
template <class Row>
std::int64_t load_table(recto::repo& repo, std::filesystem::path const& file) {
  std::vector<Row> const rows = rows_of<Row>(csv::read(file));
  return repo.insert_all(rows);
}

}  // namespace

std::int64_t load(recto::repo& repo, std::filesystem::path const& folder) {
  // An exception that leaves the function rolls the transaction back, and in PostgreSQL that goes for tables too.
  return repo
      .transact([&](recto::repo& repo) -> std::expected<std::int64_t, std::string> {
        for (char const* statement : statements) repo.unsafe_sql(statement);
        // tables before those that refer to them
        std::int64_t rows = 0;
        rows += load_table<Artist>(repo, folder / "artist.csv");
        rows += load_table<Album>(repo, folder / "album.csv");
        rows += load_table<Genre>(repo, folder / "genre.csv");
        rows += load_table<MediaType>(repo, folder / "media_type.csv");
        rows += load_table<Track>(repo, folder / "track.csv");
        rows += load_table<Playlist>(repo, folder / "playlist.csv");
        rows += load_table<PlaylistTrack>(repo, folder / "playlist_track.csv");
        rows += load_table<Employee>(repo, folder / "employee.csv");
        rows += load_table<Customer>(repo, folder / "customer.csv");
        rows += load_table<Invoice>(repo, folder / "invoice.csv");
        rows += load_table<InvoiceLine>(repo, folder / "invoice_line.csv");
        return rows;
      })
      .value();
}

}  // namespace music_store
