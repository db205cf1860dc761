// SPDX-License-Identifier: BSL-1.0
// Associations that lead through others: joined, preloaded, asked for.
#include <recto/repo/preload.hpp>

#include "database.hpp"

using namespace recto::test;

namespace {

using recto::asc;
using recto::col;
using recto::desc;
using recto::from;
using recto::join;
using recto::order_by;
using recto::preload;
using recto::preload_join;
using recto::select;
using recto::where;

struct Album;
struct Track;
struct Genre;
struct Label;

struct Artist {
  std::int64_t id{};
  std::string name{};
  recto::has_many<Album> albums{};
  recto::has_many<Track> tracks{};
  recto::has_many<Track> long_tracks{};
  recto::has_many<Genre> genres{};
  recto::has_many<Label> labels{};
  static consteval auto schema();
};
struct Album {
  std::int64_t id{};
  std::string title{};
  std::int64_t artist_id{};
  recto::belongs_to<Artist> artist{};
  recto::has_many<Track> tracks{};
  recto::has_many<Track> long_tracks{};
  static consteval auto schema();
};
struct Track {
  std::int64_t id{};
  std::string name{};
  std::int32_t seconds{};
  std::int64_t album_id{};
  std::optional<std::int64_t> genre_id{};
  recto::belongs_to<Album> album{};
  recto::belongs_to<Genre> genre{};
  recto::has_one<Artist> artist{};
  recto::many_to_many<Label> labels{};
  static consteval auto schema() {
    return recto::table("tracks") | recto::through<&Track::artist, &Track::album, &Album::artist>
         | recto::join_through<&Track::labels>("tracks_labels");
  }
};
struct Genre {
  std::int64_t id{};
  std::string name{};
  static consteval auto schema() { return recto::table("genres"); }
};
struct Label {
  std::int64_t id{};
  std::string name{};
  static consteval auto schema() { return recto::table("labels"); }
};
consteval auto Artist::schema() {
  return recto::table("artists") | recto::through<&Artist::tracks, &Artist::albums, &Album::tracks>
       | recto::preload_order<&Artist::tracks>(desc(col<&Track::id>))
       | recto::through<&Artist::long_tracks, &Artist::albums, &Album::long_tracks>
       | recto::through<&Artist::genres, &Artist::tracks, &Track::genre>
       | recto::through<&Artist::labels, &Artist::tracks, &Track::labels>;
}
consteval auto Album::schema() {
  return recto::table("albums")
       | recto::assoc_where<&Album::long_tracks>([](auto track) { return track[col<&Track::seconds>] > 300; });
}

struct store : database {
  store()
      : database(R"(
    CREATE TABLE artists (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE albums (id bigint PRIMARY KEY, title text NOT NULL, artist_id bigint NOT NULL);
    CREATE TABLE genres (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE labels (id bigint PRIMARY KEY, name text NOT NULL);
    CREATE TABLE tracks (id bigint PRIMARY KEY, name text NOT NULL, seconds integer NOT NULL, album_id bigint NOT NULL,
      genre_id bigint);
    CREATE TABLE tracks_labels (track_id bigint NOT NULL, label_id bigint NOT NULL);
    INSERT INTO artists VALUES (1, 'A'), (2, 'B'), (3, 'C');
    INSERT INTO albums VALUES (1, 'a1', 1), (2, 'a2', 1), (3, 'b1', 2);
    INSERT INTO genres VALUES (1, 'rock'), (2, 'jazz');
    INSERT INTO labels VALUES (1, 'x'), (2, 'y');
    INSERT INTO tracks VALUES (1, 't1', 100, 1, 1), (2, 't2', 400, 1, 2), (3, 't3', 500, 2, 1), (4, 't4', 200, 3, NULL);
    INSERT INTO tracks_labels VALUES (1, 1), (2, 1), (3, 2), (4, 1);)") {}
};

template <class T>
std::vector<std::string> names(recto::many_association<T> const& rows) {
  std::vector<std::string> found;
  for (T const& one : rows) found.push_back(one.name);
  return found;
}
using strings = std::vector<std::string>;
using recto::failed;

constexpr auto in_order = from<Artist> | order_by(asc(col<&Artist::id>));

static_assert(std::is_same_v<recto::association_verdict<&Artist::genres>, recto::ok>);

}  // namespace

TEST_CASE("a preload through others is one query, and brings each row once") {
  store here;
  auto const artists = here.repo.all(in_order | preload<&Artist::tracks>()
                                     | preload<&Artist::genres>(from<Genre> | order_by(asc(col<&Genre::id>)))
                                     | preload<&Artist::labels>(from<Label> | order_by(asc(col<&Label::id>))));
  CHECK(names(artists[0].tracks) == strings{"t3", "t2", "t1"});
  CHECK(names(artists[0].genres) == strings{"rock", "jazz"});
  CHECK(names(artists[0].labels) == strings{"x", "y"});
  CHECK(names(artists[1].tracks) == strings{"t4"});
  CHECK(artists[1].genres.empty());
  CHECK(names(artists[1].labels) == strings{"x"});
  CHECK(artists[2].tracks.is_loaded());
  CHECK(artists[2].tracks.empty());
  CHECK_FALSE(artists[0].albums.is_loaded());
}

TEST_CASE("a has_one through a belongs_to, and on from there") {
  store here;
  auto const tracks =
      here.repo.all(from<Track> | order_by(asc(col<&Track::id>)) | preload<&Track::artist, &Artist::albums>());
  CHECK(tracks[0].artist->name == "A");
  CHECK(tracks[3].artist->name == "B");
  CHECK(tracks[3].artist->albums.size() == 1);
}

TEST_CASE("a condition on the way holds") {
  store here;
  auto const artists =
      here.repo.all(in_order | preload<&Artist::long_tracks>(from<Track> | order_by(asc(col<&Track::id>))));
  CHECK(names(artists[0].long_tracks) == strings{"t2", "t3"});
  CHECK(artists[1].long_tracks.empty());
  CHECK(here.repo.count(from<Artist> | join<&Artist::long_tracks>()) == 2);
}

TEST_CASE("a join through others has a row for each way") {
  store here;
  CHECK(here.repo.count(from<Artist> | join<&Artist::tracks>()) == 4);
  CHECK(here.repo.count(from<Artist> | recto::left_join<&Artist::tracks>()) == 5);
  CHECK(here.repo.count(from<Artist> | join<&Artist::genres>()) == 3);
  CHECK(here.repo.all(in_order | join<&Artist::labels>() | where(col<&Label::name> == "y") | select(col<&Artist::name>))
        == strings{"A"});
  CHECK(
      here.repo.to_sql(from<Artist> | join<&Artist::tracks>() | select(col<&Track::name>))
      == R"(SELECT "tracks"."name" FROM "artists" JOIN "albums" AS "tracks_through_1" ON "tracks_through_1"."artist_id" = )"
         R"("artists"."id" JOIN "tracks" ON "tracks"."album_id" = "tracks_through_1"."id")");
}

TEST_CASE("a joined preload through others brings each row once") {
  store here;
  auto const artists = here.repo.all(in_order | preload_join<&Artist::genres>() | order_by(asc(col<&Genre::id>)));
  REQUIRE(artists.size() == 3);
  CHECK(names(artists[0].genres) == strings{"rock", "jazz"});
  CHECK(artists[2].genres.empty());
}

TEST_CASE("assoc through others brings each row once") {
  store here;
  Artist const artist = *here.repo.get<Artist>(1);
  CHECK(here.repo.count(recto::assoc<&Artist::tracks>(artist)) == 3);
  auto const genres = here.repo.all(recto::assoc<&Artist::genres>(artist) | order_by(desc(col<&Genre::id>)));
  REQUIRE(genres.size() == 2);
  CHECK(genres[0].name == "jazz");
  CHECK(here.repo.count(recto::assoc<&Artist::labels>(here.repo.all(from<Artist>))) == 2);
  CHECK(here.repo.count(recto::assoc<&Artist::long_tracks>(artist)) == 2);
}
