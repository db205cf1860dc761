// SPDX-License-Identifier: BSL-1.0
#include "changesets.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace music_store {

namespace {

using namespace recto;

// A cell is NULL if nothing stands in it, not even quotes; reading made it so. What does stand there counts as given even
// where it is what a new struct has, such as a price of 0.
cast_options const as_it_stands{.empty_values = {}, .force_changes = true};

/// Something must stand in the fields: no NULL, and no text of nothing but white space.
template <auto Member, class Row>
Row not_blank(Row row) {
  if constexpr (std::is_same_v<member_type<Member>, std::string>)
    return std::move(row) | validate_change<Member>([](std::string const& text) -> std::optional<std::string> {
             if (text.find_first_not_of(" \t\r\n") != std::string::npos) return std::nullopt;
             return "can't be blank";
           });
  else return row;
}
template <auto... Members>
auto validate_filled_in() {
  return [](auto row) {
    row = std::move(row) | validate_required<Members...>();
    ((row = not_blank<Members>(std::move(row))), ...);
    return row;
  };
}

/// The row that the field names must be there.
template <auto Member>
auto refers_to(key_set const& keys) {
  return validate_change<Member>([&keys](std::int64_t key) -> std::optional<std::string> {
    if (keys.contains(key)) return std::nullopt;
    return "does not exist";
  });
}

// Any function from changeset to changeset is a stage. This is the last one of each table.
template <auto Member, class Keys, class Key>
auto new_key(Keys& keys, Key key_of) {
  return [&keys, key_of](auto row) {
    if (row.valid() && !keys.insert(key_of(row)).second) row.template add_error<Member>("has already been taken");
    return row;
  };
}
template <auto Member>
auto new_key(key_set& keys) {
  return new_key<Member>(keys, [](auto const& row) { return row.template get_field<Member>(); });
}

// Stages are put together like any functions: numeric(10,2) would round the digits and refuse the size.
template <auto Member>
auto validate_money() {
  return [](auto row) {
    return std::move(row) | validate_number<Member>({.greater_than_or_equal_to = 0, .less_than = 100'000'000})
         | validate_change<Member>([](decimal const& price) -> std::optional<std::string> {
             if (price.scale() <= 2) return std::nullopt;
             return "has more than two digits after the point";
           });
  };
}

}  // namespace

// clang-format off: it would put several stages into a line
changeset<Artist> from_line(Artist row, params const& line, known_keys& known) {
  return cast(std::move(row), line, permit<&Artist::artist_id, &Artist::name>, as_it_stands)
       | validate_filled_in<&Artist::artist_id, &Artist::name>()
       | new_key<&Artist::artist_id>(known.artists);
}

changeset<Album> from_line(Album row, params const& line, known_keys& known) {
  return cast(std::move(row), line, permit<&Album::album_id, &Album::title, &Album::artist_id>, as_it_stands)
       | validate_filled_in<&Album::album_id, &Album::title, &Album::artist_id>()
       | refers_to<&Album::artist_id>(known.artists)
       | new_key<&Album::album_id>(known.albums);
}

changeset<Genre> from_line(Genre row, params const& line, known_keys& known) {
  return cast(std::move(row), line, permit<&Genre::genre_id, &Genre::name>, as_it_stands)
       | validate_filled_in<&Genre::genre_id, &Genre::name>()
       | new_key<&Genre::genre_id>(known.genres);
}

changeset<MediaType> from_line(MediaType row, params const& line, known_keys& known) {
  return cast(std::move(row), line, permit<&MediaType::media_type_id, &MediaType::name>, as_it_stands)
       | validate_filled_in<&MediaType::media_type_id, &MediaType::name>()
       | new_key<&MediaType::media_type_id>(known.media_types);
}

changeset<Track> from_line(Track row, params const& line, known_keys& known) {
  return cast(std::move(row), line,
              permit<&Track::track_id, &Track::name, &Track::album_id, &Track::media_type_id, &Track::genre_id,
                     &Track::composer, &Track::milliseconds, &Track::bytes, &Track::unit_price>,
              as_it_stands)
       | validate_filled_in<&Track::track_id, &Track::name, &Track::media_type_id, &Track::milliseconds,
                           &Track::unit_price>()
       | validate_number<&Track::milliseconds>({.greater_than = 0})
       | validate_number<&Track::bytes>({.greater_than = 0})
       | validate_money<&Track::unit_price>()
       | refers_to<&Track::album_id>(known.albums)
       | refers_to<&Track::media_type_id>(known.media_types)
       | refers_to<&Track::genre_id>(known.genres)
       | new_key<&Track::track_id>(known.tracks);
}

changeset<Playlist> from_line(Playlist row, params const& line, known_keys& known) {
  return cast(std::move(row), line, permit<&Playlist::playlist_id, &Playlist::name>, as_it_stands)
       | validate_filled_in<&Playlist::playlist_id, &Playlist::name>()
       | new_key<&Playlist::playlist_id>(known.playlists);
}

changeset<PlaylistTrack> from_line(PlaylistTrack row, params const& line, known_keys& known) {
  auto const both = [](changeset<PlaylistTrack> const& of) {
    return std::pair(of.get_field<&PlaylistTrack::playlist_id>(), of.get_field<&PlaylistTrack::track_id>());
  };
  return cast(std::move(row), line, permit<&PlaylistTrack::playlist_id, &PlaylistTrack::track_id>, as_it_stands)
       | validate_filled_in<&PlaylistTrack::playlist_id, &PlaylistTrack::track_id>()
       | refers_to<&PlaylistTrack::playlist_id>(known.playlists)
       | refers_to<&PlaylistTrack::track_id>(known.tracks)
       | new_key<&PlaylistTrack::track_id>(known.playlist_tracks, both);
}

changeset<Employee> from_line(Employee row, params const& line, known_keys& known) {
  return cast(std::move(row), line,
              permit<&Employee::employee_id, &Employee::last_name, &Employee::first_name, &Employee::title,
                     &Employee::reports_to, &Employee::birth_date, &Employee::hire_date, &Employee::address,
                     &Employee::city, &Employee::state, &Employee::country, &Employee::postal_code, &Employee::phone,
                     &Employee::fax, &Employee::email>,
              as_it_stands)
       | validate_filled_in<&Employee::employee_id, &Employee::last_name, &Employee::first_name>()
       | new_key<&Employee::employee_id>(known.employees);
}

changeset<Employee> check_superior(changeset<Employee> row, known_keys const& known) {
  return std::move(row) | refers_to<&Employee::reports_to>(known.employees);
}

changeset<Customer> from_line(Customer row, params const& line, known_keys& known) {
  return cast(std::move(row), line,
              permit<&Customer::customer_id, &Customer::first_name, &Customer::last_name, &Customer::company,
                     &Customer::address, &Customer::city, &Customer::state, &Customer::country, &Customer::postal_code,
                     &Customer::phone, &Customer::fax, &Customer::email, &Customer::support_rep_id>,
              as_it_stands)
       | validate_filled_in<&Customer::customer_id, &Customer::first_name, &Customer::last_name, &Customer::email>()
       | refers_to<&Customer::support_rep_id>(known.employees)
       | new_key<&Customer::customer_id>(known.customers);
}

changeset<Invoice> from_line(Invoice row, params const& line, known_keys& known) {
  return cast(std::move(row), line,
              permit<&Invoice::invoice_id, &Invoice::customer_id, &Invoice::invoice_date, &Invoice::billing_address,
                     &Invoice::billing_city, &Invoice::billing_state, &Invoice::billing_country,
                     &Invoice::billing_postal_code, &Invoice::total>,
              as_it_stands)
       | validate_filled_in<&Invoice::invoice_id, &Invoice::customer_id, &Invoice::invoice_date, &Invoice::total>()
       | validate_money<&Invoice::total>()
       | refers_to<&Invoice::customer_id>(known.customers)
       | new_key<&Invoice::invoice_id>(known.invoices);
}

changeset<InvoiceLine> from_line(InvoiceLine row, params const& line, known_keys& known) {
  return cast(std::move(row), line,
              permit<&InvoiceLine::invoice_line_id, &InvoiceLine::invoice_id, &InvoiceLine::track_id,
                     &InvoiceLine::unit_price, &InvoiceLine::quantity>,
              as_it_stands)
       | validate_filled_in<&InvoiceLine::invoice_line_id, &InvoiceLine::invoice_id, &InvoiceLine::track_id,
                           &InvoiceLine::unit_price, &InvoiceLine::quantity>()
       | validate_money<&InvoiceLine::unit_price>()
       | validate_number<&InvoiceLine::quantity>({.greater_than = 0})
       | refers_to<&InvoiceLine::invoice_id>(known.invoices)
       | refers_to<&InvoiceLine::track_id>(known.tracks)
       | new_key<&InvoiceLine::invoice_line_id>(known.invoice_lines);
}

}  // namespace music_store
