// SPDX-License-Identifier: BSL-1.0
// The eleven tables of a music store, one struct each. A struct says all that queries need to know of its table: the
// fields are its columns, `std::optional` means that a column may be NULL, and schema() adds what convention cannot
// guess. Below each struct stand names for the columns that the questions use often: a column is an ordinary value.
#pragma once

#include <recto/recto.hpp>
#include <recto/types/decimal.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace music_store {

using recto::col;

struct Artist {
  std::int64_t artist_id{};
  std::string name{};

  static consteval auto schema() {
    return recto::table("artist") | recto::prefix("music_store") | recto::primary_key<&Artist::artist_id>;
  }
};
namespace artist {
inline constexpr auto id = col<&Artist::artist_id>;
inline constexpr auto name = col<&Artist::name>;
}  // namespace artist

struct Album {
  std::int64_t album_id{};
  std::string title{};
  std::int64_t artist_id{};

  static consteval auto schema() {
    return recto::table("album") | recto::prefix("music_store") | recto::primary_key<&Album::album_id>;
  }
};
namespace album {
inline constexpr auto id = col<&Album::album_id>;
inline constexpr auto title = col<&Album::title>;
inline constexpr auto artist_id = col<&Album::artist_id>;
}  // namespace album

struct Genre {
  std::int64_t genre_id{};
  std::string name{};

  static consteval auto schema() {
    return recto::table("genre") | recto::prefix("music_store") | recto::primary_key<&Genre::genre_id>;
  }
};
namespace genre {
inline constexpr auto id = col<&Genre::genre_id>;
inline constexpr auto name = col<&Genre::name>;
}  // namespace genre

struct MediaType {
  std::int64_t media_type_id{};
  std::string name{};

  static consteval auto schema() {
    return recto::table("media_type") | recto::prefix("music_store") | recto::primary_key<&MediaType::media_type_id>;
  }
};
namespace media_type {
inline constexpr auto id = col<&MediaType::media_type_id>;
inline constexpr auto name = col<&MediaType::name>;
}  // namespace media_type

struct Track {
  std::int64_t track_id{};
  std::string name{};
  std::optional<std::int64_t> album_id{};  // a single is on no album
  std::int64_t media_type_id{};
  std::optional<std::int64_t> genre_id{};
  std::optional<std::string> composer{};
  std::int32_t milliseconds{};
  std::optional<std::int64_t> bytes{};
  recto::decimal unit_price{};  // numeric: money is exact, from the CSV file to the sum

  static consteval auto schema() {
    return recto::table("track") | recto::prefix("music_store") | recto::primary_key<&Track::track_id>;
  }
};
namespace track {
inline constexpr auto id = col<&Track::track_id>;
inline constexpr auto name = col<&Track::name>;
inline constexpr auto album_id = col<&Track::album_id>;
inline constexpr auto media_type_id = col<&Track::media_type_id>;
inline constexpr auto genre_id = col<&Track::genre_id>;
inline constexpr auto composer = col<&Track::composer>;
inline constexpr auto milliseconds = col<&Track::milliseconds>;
inline constexpr auto unit_price = col<&Track::unit_price>;
}  // namespace track

struct Playlist {
  std::int64_t playlist_id{};
  std::string name{};

  static consteval auto schema() {
    return recto::table("playlist") | recto::prefix("music_store") | recto::primary_key<&Playlist::playlist_id>;
  }
};
namespace playlist {
inline constexpr auto id = col<&Playlist::playlist_id>;
inline constexpr auto name = col<&Playlist::name>;
}  // namespace playlist

/// Which tracks are on which playlist; the two columns together are the key.
struct PlaylistTrack {
  std::int64_t playlist_id{};
  std::int64_t track_id{};

  static consteval auto schema() {
    return recto::table("playlist_track") | recto::prefix("music_store")
         | recto::primary_key<&PlaylistTrack::playlist_id, &PlaylistTrack::track_id>;
  }
};
namespace playlist_track {
inline constexpr auto playlist_id = col<&PlaylistTrack::playlist_id>;
inline constexpr auto track_id = col<&PlaylistTrack::track_id>;
}  // namespace playlist_track

struct Employee {
  std::int64_t employee_id{};
  std::string last_name{};
  std::string first_name{};
  std::optional<std::string> title{};
  std::optional<std::int64_t> reports_to{};  // another employee; nobody is above the general manager
  std::optional<recto::naive_datetime> birth_date{};
  std::optional<recto::naive_datetime> hire_date{};
  std::optional<std::string> address{}, city{}, state{}, country{}, postal_code{}, phone{}, fax{}, email{};

  static consteval auto schema() {
    return recto::table("employee") | recto::prefix("music_store") | recto::primary_key<&Employee::employee_id>;
  }
};
namespace employee {
inline constexpr auto id = col<&Employee::employee_id>;
inline constexpr auto first_name = col<&Employee::first_name>;
inline constexpr auto last_name = col<&Employee::last_name>;
inline constexpr auto title = col<&Employee::title>;
inline constexpr auto reports_to = col<&Employee::reports_to>;
}  // namespace employee

struct Customer {
  std::int64_t customer_id{};
  std::string first_name{};
  std::string last_name{};
  std::optional<std::string> company{}, address{}, city{}, state{}, country{}, postal_code{}, phone{}, fax{};
  std::string email{};
  std::optional<std::int64_t> support_rep_id{};  // an employee

  static consteval auto schema() {
    return recto::table("customer") | recto::prefix("music_store") | recto::primary_key<&Customer::customer_id>;
  }
};
namespace customer {
inline constexpr auto id = col<&Customer::customer_id>;
inline constexpr auto first_name = col<&Customer::first_name>;
inline constexpr auto last_name = col<&Customer::last_name>;
inline constexpr auto support_rep_id = col<&Customer::support_rep_id>;
}  // namespace customer

struct Invoice {
  std::int64_t invoice_id{};
  std::int64_t customer_id{};
  recto::naive_datetime invoice_date{};  // the wall clock in the shop: timestamp without a time zone
  std::optional<std::string> billing_address{}, billing_city{}, billing_state{}, billing_country{};
  std::optional<std::string> billing_postal_code{};
  recto::decimal total{};

  static consteval auto schema() {
    return recto::table("invoice") | recto::prefix("music_store") | recto::primary_key<&Invoice::invoice_id>;
  }
};
namespace invoice {
inline constexpr auto id = col<&Invoice::invoice_id>;
inline constexpr auto customer_id = col<&Invoice::customer_id>;
inline constexpr auto date = col<&Invoice::invoice_date>;
inline constexpr auto country = col<&Invoice::billing_country>;
inline constexpr auto total = col<&Invoice::total>;
}  // namespace invoice

struct InvoiceLine {
  std::int64_t invoice_line_id{};
  std::int64_t invoice_id{};
  std::int64_t track_id{};
  recto::decimal unit_price{};
  std::int32_t quantity{};

  static consteval auto schema() {
    return recto::table("invoice_line") | recto::prefix("music_store")
         | recto::primary_key<&InvoiceLine::invoice_line_id>;
  }
};
namespace line {
inline constexpr auto id = col<&InvoiceLine::invoice_line_id>;
inline constexpr auto track_id = col<&InvoiceLine::track_id>;
inline constexpr auto unit_price = col<&InvoiceLine::unit_price>;
inline constexpr auto quantity = col<&InvoiceLine::quantity>;
}  // namespace line

}  // namespace music_store
