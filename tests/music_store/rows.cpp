// SPDX-License-Identifier: BSL-1.0
// From CSV text to structs in examples/music_store, without a server: columns by name, each type of field, and the
// texts that are refused.
#include <music_store/rows.hpp>

#include <support/test.hpp>

namespace {

struct Disc {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> note{};
  std::int32_t seconds{};
  recto::decimal price{};
  std::optional<recto::naive_datetime> released{};
};

constexpr char const* header = "id,title,note,seconds,price,released\n";

std::vector<Disc> discs(std::string const& text) {
  return music_store::rows_of<Disc>(music_store::csv::parse(text, "disc.csv"));
}

/// What is said of a file whose second line is `record`.
std::string refusal_of(std::string const& record) {
  try {
    discs(header + record);
  } catch (music_store::csv::error const& problem) {
    return problem.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("rows: columns are found by name, in any order") {
  auto const read = discs("price,released,title,seconds,id,note\n0.10,2024-02-29 23:59:59.000001,\"\",-7,9,\n");
  REQUIRE(read.size() == 1);
  Disc const& disc = read[0];
  CHECK(disc.id == 9);
  CHECK(disc.title.empty());
  CHECK_FALSE(disc.note);
  CHECK(disc.seconds == -7);
  CHECK(disc.price.to_string() == "0.10");
  using namespace std::chrono;
  CHECK(disc.released == local_days{2024y / 2 / 29} + 23h + 59min + 59s + 1us);
}

TEST_CASE("rows: a fraction of a second counts from the left") {
  using namespace std::chrono;
  CHECK(discs(header + std::string{"1,t,,0,1,1969-12-31 00:00:00.5"})[0].released
        == local_days{1969y / 12 / 31} + 500ms);
}

TEST_CASE("rows: header and struct must have the same names") {
  CHECK_THROWS_WITH(discs("id,title,note,seconds,price\n"), "disc.csv:1: no column \"released\"");
  CHECK_THROWS_WITH(discs("id,title,note,seconds,price,date\n"), "disc.csv:1: column \"date\" has no field");
  CHECK_THROWS_WITH(discs("id,title,note,seconds,price,released,id\n"), "disc.csv:1: column \"id\" stands twice");
}

TEST_CASE("rows: what is refused names file, line, column and text") {
  CHECK(refusal_of("1,t,,0,1,2024-02-29 00:00:00") == "no error");
  CHECK(refusal_of(",t,,0,1,") == "disc.csv:2: column id: is empty, but must have a value");
  CHECK(refusal_of("1,,,0,1,") == "disc.csv:2: column title: is empty, but must have a value");
  CHECK(refusal_of("1x,t,,0,1,") == "disc.csv:2: column id: \"1x\" is not a whole number");
  CHECK(refusal_of("1, t,, 0,1,") == "disc.csv:2: column seconds: \" 0\" is not a whole number");
  CHECK(refusal_of("1,t,,2147483648,1,") == "disc.csv:2: column seconds: \"2147483648\" is out of range");
  CHECK(refusal_of("1,t,,0,0.999,") == "disc.csv:2: column price: \"0.999\" has more than two digits after the point");
  for (std::string price : {"1.2.3", "", "-", "NaN", "1 000", "0,99", "1e"}) {
    CHECK(refusal_of("1,t,,0,\"" + price + "\",")
          == "disc.csv:2: column price: \"" + price + "\" is not a decimal number");
  }
  for (std::string moment : {"2023-02-29 00:00:00", "2024-13-01 00:00:00", "2024-00-01 00:00:00", "2024-01-01 24:00:00",
                             "2024-01-01 00:60:00", "2024-01-01 00:00:60"}) {
    CHECK(refusal_of("1,t,,0,1," + moment) == "disc.csv:2: column released: \"" + moment + "\" is not in the calendar");
  }
  for (std::string moment : {"2024-01-01", "2024-01-01T00:00:00", "2024-01-01 00:00:00.", "24-01-01 00:00:00",
                             "2024-01-01 00:00:00.1234567", "2024-01-01 00:00:00Z", "2024-01-01 00:00:00.-5"}) {
    CHECK(refusal_of("1,t,,0,1," + moment)
          == "disc.csv:2: column released: \"" + moment + "\" is not a date and time like 2024-02-29 12:30:00");
  }
}
