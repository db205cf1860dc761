// SPDX-License-Identifier: BSL-1.0
#include "load.hpp"

#include "changesets.hpp"
#include "schema.hpp"

#include <string>
#include <type_traits>
#include <utility>

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

/// Fills the tables one by one and keeps what it learns on the way.
class loader {
 public:
  loader(recto::repo& repo, std::filesystem::path const& folder) : repo_(repo), folder_(folder) {}

  /// One file into its table: a single INSERT whatever the number of rows.
  template <class Row>
  void load(char const* file) {
    csv::table const table = csv::read(folder_ / file);
    auto lines = lines_of<Row>(
        table, [this](Row row, recto::params const& line) { return from_line(std::move(row), line, known_); });
    if constexpr (std::is_same_v<Row, Employee>) check_superiors(lines);
    result_.rows += repo_.insert_all(rows_of(std::move(lines), table.file, result_.left_out));
  }

  loaded result() && { return std::move(result_); }

 private:
  /// Who reports to an employee that is left out is left out too, and so on.
  void check_superiors(std::vector<parsed_line<Employee>>& lines) {
    bool fewer = true;
    while (std::exchange(fewer, false)) {
      known_.employees.clear();
      for (auto const& [number, row] : lines)
        if (row.valid()) known_.employees.insert(row.get_field<&Employee::employee_id>());
      for (auto& [number, row] : lines) {
        if (!row.valid()) continue;
        row = check_superior(std::move(row), known_);
        fewer = fewer || !row.valid();
      }
    }
  }

  recto::repo& repo_;
  std::filesystem::path const& folder_;
  known_keys known_{};
  loaded result_{};
};

}  // namespace

std::expected<loaded, std::vector<problem>> load(recto::repo& repo, std::filesystem::path const& folder,
                                                 broken_lines broken) {
  // An error rolls the transaction back, as does an exception, and in PostgreSQL that goes for tables too.
  return repo.transact([&](recto::repo& repo) -> std::expected<loaded, std::vector<problem>> {
    for (char const* statement : statements) repo.unsafe_sql(statement);
    loader into(repo, folder);
    // tables before those that refer to them
    into.load<Artist>("artist.csv");
    into.load<Album>("album.csv");
    into.load<Genre>("genre.csv");
    into.load<MediaType>("media_type.csv");
    into.load<Track>("track.csv");
    into.load<Playlist>("playlist.csv");
    into.load<PlaylistTrack>("playlist_track.csv");
    into.load<Employee>("employee.csv");
    into.load<Customer>("customer.csv");
    into.load<Invoice>("invoice.csv");
    into.load<InvoiceLine>("invoice_line.csv");
    loaded result = std::move(into).result();
    if (broken == broken_lines::refuse_all && !result.left_out.empty()) return std::unexpected(result.left_out);
    return result;
  });
}

}  // namespace music_store
