// SPDX-License-Identifier: BSL-1.0
// From CSV text to structs in examples/music_store, without a server: columns by name, what is noted of a broken line,
// and the rules of each table.
#include <music_store/changesets.hpp>
#include <music_store/lines.hpp>

#include <support/test.hpp>

using namespace music_store;

namespace {

struct read_file {
  std::vector<Track> rows{};
  std::vector<std::string> problems{};
};

constexpr char const* header = "track_id,name,album_id,media_type_id,genre_id,composer,milliseconds,bytes,unit_price\n";

/// A file of tracks, when album 1 and media type 1 are there.
read_file tracks(std::string const& text) {
  known_keys known{.albums = {1}, .genres = {0, 1}, .media_types = {1}};
  std::vector<problem> problems;
  csv::table const table = csv::parse(text, "track.csv");
  auto lines = lines_of<Track>(
      table, [&](Track row, recto::params const& line) { return from_line(std::move(row), line, known); });
  read_file result{.rows = rows_of(std::move(lines), table.file, problems)};
  for (problem const& one : problems) result.problems.push_back(one.to_string());
  return result;
}

std::vector<std::string> refusals_of(std::string const& records) { return tracks(header + records).problems; }

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("lines: columns are found by name, in any order") {
  auto const read = tracks(
      "unit_price,bytes,track_id,genre_id,name,composer,media_type_id,milliseconds,album_id\n"
      "0.10,,9,0,\"a, b\",\"\",1,7,\n");
  CHECK(read.problems.empty());
  REQUIRE(read.rows.size() == 1);
  Track const& track = read.rows[0];
  CHECK(track.track_id == 9);
  CHECK(track.name == "a, b");
  CHECK_FALSE(track.album_id);
  CHECK(track.genre_id == 0);
  CHECK(track.composer == "");  // NULL is what stands there without quotes
  CHECK_FALSE(track.bytes);
  CHECK(track.unit_price.to_string() == "0.10");
}

TEST_CASE("lines: header and struct must have the same names") {
  CHECK_THROWS_WITH(tracks("track_id,name\n"), "track.csv:1: no column \"album_id\"");
  CHECK_THROWS_WITH(tracks("track_id,nome\n"), "track.csv:1: column \"nome\" has no field");
  CHECK_THROWS_WITH(tracks("name,track_id,name\n"), "track.csv:1: column \"name\" stands twice");
}

TEST_CASE("lines: a broken one is left out, with its number and its fields") {
  auto const read = tracks(std::string(header)
                           + "1,\"two\nlines\",1,1,,,1,,0.99\n"  // line 2
                             "2,x,1,1,,,one,,free\n"             // line 4
                             "3,x,1,1,,,1,,0.99,more\n"
                             "4,x,1,1,,,1,,0.99\n");
  CHECK(read.problems
        == texts{"track.csv:4: milliseconds: is invalid", "track.csv:4: unit_price: is invalid",
                 "track.csv:5: params: 10 cells in a row of 9 columns"});
  REQUIRE(read.rows.size() == 2);
  CHECK(read.rows[0].name == "two\nlines");
  CHECK(read.rows[1].track_id == 4);
}

TEST_CASE("lines: what is no value of a column") {
  CHECK(refusals_of("1x,n,,1,,,1,,0").at(0) == "track.csv:2: track_id: is invalid");
  CHECK(refusals_of("1,n,,1,, , 1,,0").at(0) == "track.csv:2: milliseconds: is invalid");
  CHECK(refusals_of("1,n,,1,,,2147483648,,0").at(0) == "track.csv:2: milliseconds: is invalid");
  CHECK(refusals_of("1,\xff,,1,,,1,,0").at(0) == "track.csv:2: name: is invalid");
  CHECK(refusals_of("1,n,,1,,,1,9223372036854775808,0").at(0) == "track.csv:2: bytes: is invalid");
  for (std::string price : {"1.2.3", "-", "NaN", "1 000", "0,99", "1e", ""}) {
    CHECK(refusals_of("1,n,,1,,,1,,\"" + price + "\"") == texts{"track.csv:2: unit_price: is invalid"});
  }
}

TEST_CASE("lines: what is missing, out of bounds, or refers to nothing") {
  CHECK(refusals_of(",n,,1,,,1,,0") == texts{"track.csv:2: track_id: can't be blank"});
  CHECK(refusals_of("1,\" \",,1,,,1,,0") == texts{"track.csv:2: name: can't be blank"});
  CHECK(refusals_of("1,n,,1,,,1,,") == texts{"track.csv:2: unit_price: can't be blank"});
  CHECK(refusals_of("1,n,,1,,,0,,0") == texts{"track.csv:2: milliseconds: must be greater than 0"});
  CHECK(refusals_of("1,n,,1,,,1,,0.999") == texts{"track.csv:2: unit_price: has more than two digits after the point"});
  CHECK(refusals_of("1,n,,1,,,1,,100000000.00") == texts{"track.csv:2: unit_price: must be less than 100000000"});
  CHECK(refusals_of("1,n,2,0,7,,1,,0")
        == texts{"track.csv:2: album_id: does not exist", "track.csv:2: media_type_id: does not exist",
                 "track.csv:2: genre_id: does not exist"});
}

TEST_CASE("lines: a key is taken by a good line only") {
  CHECK(refusals_of("1,n,,1,,,1,,0\n1,n,,1,,,1,,0\n") == texts{"track.csv:3: track_id: has already been taken"});
  CHECK(refusals_of("1,n,,1,,,1,,-1\n1,n,,1,,,1,,0\n")
        == texts{"track.csv:2: unit_price: must be greater than or equal to 0"});
}
