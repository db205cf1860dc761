// SPDX-License-Identifier: BSL-1.0
// Each question is a query and the struct that its rows come out as. The compiler has checked that the columns belong
// to the joined tables, that operands fit, and that the struct has the selected columns' types: what a LEFT JOIN or an
// aggregate may leave NULL has to be std::optional.
#include "questions.hpp"

#include "schema.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace music_store {

namespace {

using namespace recto;
using text = std::string;

// Expressions are values too: named once, used to select and to order.
constexpr auto sales = sum(line::unit_price * line::quantity);
constexpr auto playing_time = sum(track::milliseconds);

struct ArtistSales {
  text artist{};
  std::optional<decimal> revenue{};
};

answer top_artists(repo& repo) {
  return ask(repo, 1, "Which ten artists earned most?",
             from<Artist> | join<Album>(album::artist_id == artist::id) | join<Track>(track::album_id == album::id)
                 | join<InvoiceLine>(line::track_id == track::id) | group_by(artist::id)
                 | order_by(desc(sales), asc(artist::id)) | limit(10) | select_into<ArtistSales>(artist::name, sales));
}

struct CountrySales {
  std::optional<text> country{};
  std::int64_t invoices{};
  std::optional<decimal> revenue{};
};

// Any function of a query can be a stage of a pipeline: two questions share what "by country" means.
constexpr auto by_country = [](auto query) {
  return query | group_by(invoice::country) | order_by(desc(sum(invoice::total)), asc(invoice::country))
       | select_into<CountrySales>(invoice::country, count(invoice::id), sum(invoice::total));
};

answer countries(repo& repo) { return ask(repo, 2, "What came in from each country?", from<Invoice> | by_country); }

struct CountryYearSales {
  std::int64_t year{};
  std::optional<text> country{};
  std::int64_t invoices{};
  std::optional<decimal> revenue{};
};

// One statement for each year, which the server prepares once: only the bounds differ.
answer countries_by_year(repo& repo) {
  auto const in_year = [](int year) {
    auto const begin = [](int y) -> naive_datetime { return std::chrono::local_days{std::chrono::year{y} / 1 / 1}; };
    return from<Invoice> | where(invoice::date >= begin(year) && invoice::date < begin(year + 1)) | by_country;
  };
  auto const year_of = [](naive_datetime moment) {
    return int{std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(moment)}.year()};
  };

  std::vector<CountryYearSales> rows;
  auto const [first, last] = repo.one(from<Invoice> | select(min(invoice::date), max(invoice::date))).value();
  if (first && last) {
    for (int year = year_of(*first); year <= year_of(*last); ++year) {
      for (CountrySales& row : repo.all(in_year(year))) {
        rows.push_back({year, std::move(row.country), row.invoices, std::move(row.revenue)});
      }
    }
  }
  return answer_with(3, "What came in from each country in each year?", std::string(repo.to_sql(in_year(0))), rows);
}

struct Report {
  text first_name{};
  text last_name{};
  std::optional<text> title{};
  std::optional<text> boss_first_name{};
  std::optional<text> boss_last_name{};
};

// The same table twice in one query: the second time under another name.
constexpr auto boss = alias<Employee, "boss">;

answer who_reports_to_whom(repo& repo) {
  return ask(repo, 4, "Who reports to whom?",
             from<Employee> | left_join(boss, boss[employee::id] == employee::reports_to) | order_by(asc(employee::id))
                 | select_into<Report>(employee::first_name, employee::last_name, employee::title,
                                       boss[employee::first_name], boss[employee::last_name]));
}

struct UnsoldTrack {
  std::int64_t track_id{};
  text name{};
  std::optional<text> composer{};
  decimal unit_price{};
};

answer tracks_never_sold(repo& repo) {
  return ask(repo, 5, "Which tracks were never sold?",
             from<Track> | left_join<InvoiceLine>(line::track_id == track::id) | where(is_null(line::id))
                 | order_by(asc(track::id))
                 | select_into<UnsoldTrack>(track::id, track::name, track::composer, track::unit_price));
}

struct PlaylistLength {
  text playlist{};
  std::int64_t tracks{};
  std::optional<std::int64_t> milliseconds{};
  std::optional<std::int64_t> minutes{};
};

answer longest_playlists(repo& repo) {
  return ask(repo, 6, "Which three playlists are the longest?",
             from<Playlist> | join<PlaylistTrack>(playlist_track::playlist_id == playlist::id)
                 | join<Track>(track::id == playlist_track::track_id) | group_by(playlist::id)
                 | order_by(desc(playing_time), asc(playlist::id)) | limit(3)
                 | select_into<PlaylistLength>(playlist::name, count(track::id), playing_time, playing_time / 60'000));
}

struct GoodCustomer {
  text first_name{};
  text last_name{};
  std::int64_t invoices{};
  std::optional<decimal> spent{};
  std::optional<naive_datetime> last_visit{};
  std::optional<text> looked_after_by{};
};

answer best_customers(repo& repo) {
  return ask(repo, 7, "Who are the ten best customers, and who looks after them?",
             from<Customer> | join<Invoice>(invoice::customer_id == customer::id)
                 | left_join<Employee>(employee::id == customer::support_rep_id) | group_by(customer::id, employee::id)
                 | order_by(desc(sum(invoice::total)), asc(customer::id)) | limit(10)
                 | select_into<GoodCustomer>(customer::first_name, customer::last_name, count(invoice::id),
                                             sum(invoice::total), max(invoice::date), employee::last_name));
}

struct GenreSales {
  text genre{};
  std::int64_t invoice_lines{};
  std::optional<std::int64_t> copies{};
  std::optional<decimal> revenue{};
};

// Left joins keep the genres of which nothing was sold: count() is 0 for them, sum() is NULL.
answer genres_sold(repo& repo) {
  return ask(repo, 8, "How many tracks of each genre were sold?",
             from<Genre> | left_join<Track>(track::genre_id == genre::id)
                 | left_join<InvoiceLine>(line::track_id == track::id) | group_by(genre::id)
                 | order_by(desc(count(line::id)), asc(genre::name))
                 | select_into<GenreSales>(genre::name, count(line::id), sum(line::quantity), sales));
}

struct MediaAverages {
  text media_type{};
  std::int64_t tracks{};
  std::optional<std::int32_t> shortest{};
  std::optional<std::int32_t> longest{};
  std::optional<decimal> average_milliseconds{};  // avg() of whole numbers is numeric, exact to PostgreSQL's digits
  std::optional<decimal> average_price{};
};

answer average_tracks(repo& repo) {
  return ask(
      repo, 9, "How long and how expensive is an average track of each media type?",
      from<MediaType> | join<Track>(track::media_type_id == media_type::id) | group_by(media_type::id)
          | order_by(desc(count(track::id)), asc(media_type::id))
          | select_into<MediaAverages>(media_type::name, count(track::id), min(track::milliseconds),
                                       max(track::milliseconds), avg(track::milliseconds), avg(track::unit_price)));
}

struct AlbumLength {
  text album{};
  text artist{};
  std::int64_t tracks{};
  std::optional<std::int64_t> milliseconds{};
};

// in() takes a list whose length is known at run time; it is one parameter, so the SQL stays the same.
answer longest_albums(repo& repo) {
  std::vector<text> const genres{"Rock", "Metal", "Classical"};
  return ask(repo, 10, "Which rock, metal and classical albums play longest? No singles, no video; places 3 to 7.",
             from<Album> | join<Artist>(artist::id == album::artist_id) | join<Track>(track::album_id == album::id)
                 | join<MediaType>(media_type::id == track::media_type_id) | join<Genre>(genre::id == track::genre_id)
                 | where(in(genre::name, genres) && !like(media_type::name, "%video%"))
                 | group_by(album::id, artist::id) | having(count(track::id) > 1)
                 | order_by(desc(playing_time), asc(album::id)) | limit(5) | offset(2)
                 | select_into<AlbumLength>(album::title, artist::name, count(track::id), playing_time));
}

}  // namespace

std::vector<answer> ask_all(repo& repo) {
  return {top_artists(repo),       countries(repo),         countries_by_year(repo), who_reports_to_whom(repo),
          tracks_never_sold(repo), longest_playlists(repo), best_customers(repo),    genres_sold(repo),
          average_tracks(repo),    longest_albums(repo)};
}

}  // namespace music_store
