// SPDX-License-Identifier: BSL-1.0
// The types that we say scalar expressions have, against those of the server; and the values that come back, where the
// text alone does not show that it means what its contract says: NULL, units, ends of ranges, rows of values.
#include <db/repo/database.hpp>
#include <support/result_types.hpp>
#include <unit/query/blog.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace recto::test::scalar {

enum class mood { sad, happy };

struct Person {
  std::int64_t id{};
  mood now{};
  std::optional<mood> before{};
  static consteval auto schema() { return recto::table("people"); }
};

}  // namespace recto::test::scalar

template <>
struct recto::type<recto::test::scalar::mood> : recto::pg_enum<recto::test::scalar::mood, "mood"> {};

using namespace recto;
using namespace blog;
using namespace std::chrono_literals;

namespace {

constexpr char tables[] = R"(
create table readings (id bigint primary key, small smallint not null, medium integer not null, big bigint not null,
  single real not null, twice double precision not null, exact numeric not null, flag boolean not null,
  text text not null, at timestamptz not null, local timestamp not null, day date not null, time time not null,
  span interval not null, key uuid not null, state text not null, bytes bytea not null, list integer[] not null,
  maybe integer);
)";

constexpr char rows[] = R"(
set time zone 'UTC';
insert into readings select 1, 7, -5, 10000000000, 2.5, 6.25, 12.345, true, '  Ecto ', '2024-02-29 13:14:15.678901+00',
  '2024-02-29 13:14:15.678901', '2024-02-29', '13:14:15', '1 month 2 days 03:00:00',
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'open', '\x00', '{1,7}', null;
insert into readings select 2, 8, 5, 1, 0, 0, 0, false, 'x', '2024-03-31 00:00+00', '2024-03-31', '2024-03-31', '00:00',
  '0', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12', 'closed', '\x01', '{}', 3;
)";

constexpr auto id = col<&Reading::id>;
constexpr auto small = col<&Reading::small>;
constexpr auto medium = col<&Reading::medium>;
constexpr auto big = col<&Reading::big>;
constexpr auto single = col<&Reading::single>;
constexpr auto twice = col<&Reading::twice>;
constexpr auto exact = col<&Reading::exact>;
constexpr auto flag = col<&Reading::flag>;
constexpr auto words = col<&Reading::text>;
constexpr auto at = col<&Reading::at>;
constexpr auto local = col<&Reading::local>;
constexpr auto day = col<&Reading::day>;
constexpr auto wall = col<&Reading::time>;
constexpr auto span = col<&Reading::span>;
constexpr auto state = col<&Reading::state>;
constexpr auto list = col<&Reading::list>;
constexpr auto maybe = col<&Reading::maybe>;

class server : public test::typist {
 public:
  server() : typist("recto_scalar_types", tables) {}
  template <class... Expressions>
  void agrees(Expressions const&... expressions) {
    check<Reading>(expressions...);
  }
};

struct filled : test::database {
  filled() : test::database(tables) { repo.unsafe_script(rows); }

  /// What an expression is in the row `number`.
  template <class Expression>
  auto of(int number, Expression const& expression) {
    return *repo.one(from<Reading> | where(id == number) | select(expression));
  }
};

}  // namespace

TEST_CASE("choices have the types that the server says") {
  server asked;
  asked.agrees(coalesce(maybe, medium), coalesce(maybe, 3), coalesce(maybe, big), coalesce(small, medium, big),
               coalesce(maybe, exact), coalesce(small, single), coalesce(maybe, twice), coalesce(words, "x"),
               coalesce(state, status::open), coalesce(at, std::chrono::system_clock::now()), coalesce(3, maybe),
               coalesce(list, std::vector<std::int32_t>{}), coalesce(exact, 1), coalesce(flag, false));
  asked.agrees(greatest(medium, 3), least(small, big), greatest(day, date{}), least(words, "x"), greatest(at, now()),
               greatest(single, twice), least(exact, medium), greatest(span, 3h));
  asked.agrees(nullif(medium, 0), nullif(small, medium), nullif(medium, big), nullif(big, small), nullif(medium, exact),
               nullif(exact, big), nullif(single, twice), nullif(twice, single), nullif(words, ""), nullif(flag, true),
               nullif(day, date{}), nullif(exact, 0));
  asked.agrees(case_(when(flag, 1), else_(2)), case_(when(flag, "x"), when(medium > 1, std::string("y"))),
               case_(when(flag, medium), else_(big)), case_(when(flag, 1), else_(exact)),
               case_(when(flag, status::open), else_(state)), case_(when(flag, true), else_(!flag)),
               case_(when(flag, now()), else_(at)), case_(when(flag, 1), else_(std::int64_t{2})),
               case_(when(flag, 1), else_(big)), case_(when(is_null(maybe), decimal{1}), else_(0)));
}

TEST_CASE("casts have the types that the server says") {
  server asked;
  asked.agrees(cast_to<std::string>(medium), cast_to<std::string>(at), cast_to<std::int32_t>(big),
               cast_to<std::int16_t>(exact), cast_to<std::int64_t>(words), cast_to<double>(exact),
               cast_to<float>(twice), cast_to<decimal>(twice), cast_to<bool>(medium), cast_to<std::int32_t>(flag),
               cast_to<date>(at), cast_to<std::chrono::sys_days>(local), cast_to<naive_datetime>(at),
               cast_to<utc_datetime>(local), cast_to<utc_datetime>(day), cast_to<time_of_day>(at),
               cast_to<interval>(wall), cast_to<time_of_day>(span), cast_to<boost::uuids::uuid>(words),
               cast_to<status>(words), cast_to<std::string>(list), cast_to<std::vector<std::int64_t>>(list),
               cast_to<std::vector<std::string>>(list), cast_to<std::optional<std::int64_t>>(maybe),
               cast_to<decimal>(value(1)), cast_to<std::string>(value(1.5)), cast_to<bool>(value("true")));
}

TEST_CASE("what cast_to refuses has no conversion on the server") {
  server asked;
  for (char const* const sql :
       {"select flag::bigint from readings", "select flag::smallint from readings", "select big::boolean from readings",
        "select exact::boolean from readings", "select day::integer from readings", "select day::time from readings",
        "select time::date from readings", "select time::timestamp from readings", "select span::date from readings",
        "select at::interval from readings", "select key::integer from readings", "select list::integer from readings",
        "select twice::date from readings", "select bytes::uuid from readings"}) {
    INFO(sql);
    CHECK_ERROR(query, asked.session().execute_unsafe(sql));
  }
}

TEST_CASE("functions of text have the types that the server says") {
  server asked;
  asked.agrees(lower(words), upper(words), reverse(words), trim(words), trim(words, "x"), ltrim(words),
               ltrim(words, "x"), rtrim(words), rtrim(words, "x"), length(words), substring(words, 2),
               substring(words, 1, medium), left(words, 2), right(words, small), replace_text(words, "a", words),
               strpos(words, "x"), concat(words, "x", medium, 1, flag, at, list, state),
               concat(std::string("x"), words), lower(value("X")));
}

TEST_CASE("functions of numbers have the types that the server says") {
  server asked;
  asked.agrees(abs(small), abs(medium), abs(big), abs(single), abs(twice), abs(exact), -small, -medium, -big, -single,
               -twice, -exact, -span, -(-medium));
  asked.agrees(ceil(single), ceil(twice), ceil(exact), floor(single), floor(twice), floor(exact), round(single),
               round(twice), round(exact), round(exact, 2), round(exact, medium), round(medium, 1));
  asked.agrees(sqrt(small), sqrt(medium), sqrt(big), sqrt(single), sqrt(twice), sqrt(exact));
  asked.agrees(power(medium, 2), power(medium, 0.5), power(big, small), power(twice, 2), power(single, twice),
               power(exact, 2), power(exact, exact), power(medium, exact), power(exact, big));
  asked.agrees(small % small, small % medium, big % 3, medium % big, exact % 2, exact % exact, 7 % medium,
               exact % medium);
}

TEST_CASE("dates and times have the types that the server says") {
  server asked;
  asked.agrees(now(), current_date(), date_trunc<"month">(at), date_trunc<"month">(local), date_trunc<"quarter">(day),
               date_trunc<"hour">(span), date_trunc<"day">(at, "Europe/Berlin"), date_trunc<"millennium">(at));
  asked.agrees(ago<"day">(3), ago<"month">(1.5), ago<"year">(medium), ago(8h), ago(std::chrono::months{1}),
               from_now<"second">(-3), from_now<"hour">(exact), from_now(90s));
  asked.agrees(datetime_add<"month">(at, 1), datetime_add<"hour">(local, -1.5), datetime_add<"day">(day, 1),
               datetime_add<"millisecond">(at, big), datetime_add<"week">(std::chrono::system_clock::now(), small),
               datetime_add<"week">(naive_datetime{}, small), date_add<"day">(day, 1), date_add<"week">(day, -1),
               date_add<"month">(day, 1), date_add<"year">(day, medium), date_add<"day">(day, medium),
               date_add<"day">(date{}, medium), date_add<"day">(day, 1.5));
  asked.agrees(age(at), age(local), age(at, now()), age(local, naive_datetime{}));
  asked.agrees(at + 3h, local - 90min, day + std::chrono::days{3}, day + std::chrono::weeks{1}, day - 3, 3 + day,
               day + 3h, day + std::chrono::months{1}, day - span, span + day, wall + 1h, wall - span, span + wall,
               wall - wall, day + wall, wall + day, at + std::chrono::years{1}, span + 3h, now() - at);
  asked.agrees(span * 2, span / 2, span * twice, exact * span, span * medium, 2 * span, span / big, 1.5 * span);
  asked.agrees(at > std::chrono::system_clock::now(), local == std::chrono::local_seconds{}, span > 3h, now() < at);
}

TEST_CASE("every part that extract knows of a type the server knows too") {
  server asked;
  asked.agrees(extract<"epoch">(day), extract<"day">(day), extract<"month">(day), extract<"quarter">(day),
               extract<"year">(day), extract<"decade">(day), extract<"century">(day), extract<"millennium">(day),
               extract<"week">(day), extract<"dow">(day), extract<"isodow">(day), extract<"doy">(day),
               extract<"isoyear">(day));
  asked.agrees(extract<"epoch">(at), extract<"microseconds">(at), extract<"milliseconds">(at), extract<"second">(at),
               extract<"minute">(at), extract<"hour">(at), extract<"day">(at), extract<"week">(at), extract<"dow">(at),
               extract<"isodow">(at), extract<"doy">(at), extract<"isoyear">(at), extract<"year">(local));
  asked.agrees(extract<"epoch">(wall), extract<"microseconds">(wall), extract<"milliseconds">(wall),
               extract<"second">(wall), extract<"minute">(wall), extract<"hour">(wall));
  asked.agrees(extract<"epoch">(span), extract<"microseconds">(span), extract<"milliseconds">(span),
               extract<"second">(span), extract<"minute">(span), extract<"hour">(span), extract<"day">(span),
               extract<"month">(span), extract<"quarter">(span), extract<"year">(span), extract<"decade">(span),
               extract<"century">(span), extract<"millennium">(span));
  for (char const* const sql :
       {"select extract(hour from time '10:00' - time '9:00'), extract(day from time '10:00')",
        "select extract(dow from interval '1 day')", "select extract(doy from interval '1 day')"}) {
    INFO(sql);
    CHECK_ERROR(query, asked.session().execute_unsafe(sql));
  }
}

TEST_CASE("comparisons of ranges, lists and rows are boolean") {
  server asked;
  int const numbers[]{1, 2};
  asked.agrees(between(medium, 1, 3), between(big, small, medium + 1), !between(at, ago<"day">(3), now()),
               between(words, "a", "b") && flag, between(flag == flag, true, flag || flag));
  asked.agrees(is_distinct_from(maybe, 3), is_distinct_from(maybe, std::nullopt), is_not_distinct_from(maybe, medium),
               is_distinct_from(std::optional<std::string>("x"), words), is_not_distinct_from(maybe, maybe) == flag);
  asked.agrees(row_value(medium, words) < row_value(3, "x"), row_value(at, id) >= row_value(at, 3),
               row_value(words) != row_value("x"), row_value(3, big) == row_value(medium, small));
  asked.agrees(in(medium, numbers), in(big, std::array{1, 2}), in(medium, list), not_in(small, list),
               in(3 + medium, list), in(at, {std::chrono::system_clock::now()}));
}

TEST_CASE("a choice is what SQL says where something is NULL") {
  filled made;
  CHECK(made.of(1, coalesce(maybe, medium)) == -5);
  CHECK(made.of(2, coalesce(maybe, medium)) == 3);
  CHECK(made.of(1, coalesce(maybe, maybe)) == std::nullopt);
  CHECK(made.of(1, coalesce(maybe, 9)) == 9);
  CHECK(made.of(1, greatest(maybe, 4, medium)) == 4);
  CHECK(made.of(1, least(maybe, 4, medium)) == -5);
  CHECK(made.of(1, nullif(medium, -5)) == std::nullopt);
  CHECK(made.of(2, nullif(medium, -5)) == 5);
  auto const size = case_(when(medium > 100, "large"), when(medium > 0, "small"), else_("none"));
  CHECK(made.of(1, size) == "none");
  CHECK(made.of(2, size) == "small");
  auto const open = case_(when(flag, medium), when(maybe == 3, 33));
  CHECK(made.of(1, open) == std::optional{-5});
  CHECK(made.of(2, open) == std::optional{33});
  CHECK(made.of(1, case_(when(!flag, 1))) == std::nullopt);
  CHECK(made.of(1, is_distinct_from(maybe, std::nullopt)) == false);
  CHECK(made.of(2, is_distinct_from(maybe, std::nullopt)) == true);
  CHECK(made.of(2, is_not_distinct_from(maybe, std::optional{3})) == true);
  CHECK(made.of(1, is_not_distinct_from(maybe, 3)) == false);
  CHECK(made.of(1, concat(words, maybe, "!")) == "  Ecto !");
}

TEST_CASE("text and numbers are what their functions say") {
  filled made;
  CHECK(made.of(1, trim(words)) == "Ecto");
  CHECK(made.of(1, ltrim(rtrim(words), " E")) == "cto");
  CHECK(made.of(1, rtrim(trim(words), "o")) == "Ect");
  CHECK(made.of(1, upper(substring(trim(words), 2, 2))) == "CT");
  CHECK(made.of(1, substring(trim(words), 3)) == "to");
  CHECK(made.of(1, lower(left(trim(words), -1))) == "ect");
  CHECK(made.of(1, right(trim(words), 2)) == "to");
  CHECK(made.of(1, reverse(trim(words))) == "otcE");
  CHECK(made.of(1, length(words)) == 7);
  CHECK(made.of(1, replace_text(words, " ", "")) == "Ecto");
  CHECK(made.of(1, strpos(words, "cto")) == 4);
  CHECK(made.of(1, strpos(words, "none")) == 0);
  CHECK(made.of(1, concat(medium, "/", 3, "/", flag)) == "-5/3/t");

  CHECK(made.of(1, abs(medium)) == 5);
  CHECK(made.of(1, -medium) == 5);
  CHECK(made.of(1, -(-medium)) == -5);
  CHECK(made.of(1, medium % 3) == -2);
  CHECK(made.of(1, round(exact, 2)) == decimal("12.35"));
  CHECK(made.of(1, round(exact)) == decimal(12));
  CHECK(made.of(1, ceil(single)) == 3.0);
  CHECK(made.of(1, floor(twice)) == 6.0);
  CHECK(made.of(1, sqrt(twice)) == 2.5);
  CHECK(made.of(1, power(medium, 2)) == 25.0);
  CHECK(made.of(1, cast_to<std::int32_t>(exact)) == 12);
  CHECK(made.of(1, cast_to<std::string>(medium + 1)) == "-4");
  CHECK(made.of(1, cast_to<std::int32_t>(-medium)) == 5);
  CHECK(made.of(1, cast_to<std::optional<std::string>>(maybe)) == std::nullopt);
  CHECK_ERROR(invalid_value, made.of(1, cast_to<std::int32_t>(big)));
  CHECK_ERROR(invalid_value, made.of(1, cast_to<std::int32_t>(words)));
}

TEST_CASE("dates and times are what their functions say") {
  filled made;
  using std::chrono::days, std::chrono::local_days, std::chrono::months, std::chrono::sys_days,
      std::chrono::system_clock;
  using std::chrono::February, std::chrono::January, std::chrono::March, std::chrono::September;
  auto const leap_day = date{2024y / February / 29};
  auto const moment = utc_datetime{sys_days{leap_day}} + 13h + 14min + 15s + 678901us;
  REQUIRE(made.of(1, at) == moment);

  CHECK(made.of(1, date_trunc<"month">(local)) == naive_datetime{local_days{2024y / February / 1}});
  CHECK(made.of(1, date_trunc<"month">(day)) == date{2024y / February / 1});
  CHECK(made.of(1, date_trunc<"day">(at, "Asia/Tokyo")) == utc_datetime{sys_days{leap_day}} - 9h);
  CHECK(made.of(1, date_trunc<"hour">(local)) == naive_datetime{local_days{leap_day}} + 13h);
  CHECK(made.of(1, extract<"year">(day)) == 2024);
  CHECK(made.of(1, extract<"dow">(day)) == 4);
  CHECK(made.of(1, extract<"doy">(day)) == 60);
  CHECK(made.of(1, extract<"second">(local)) == 15.678901);
  CHECK(made.of(1, extract<"epoch">(at)) == 1709212455.678901);
  CHECK(made.of(1, extract<"epoch">(wall - wall)) == 0.0);
  CHECK(made.of(1, extract<"microseconds">(local)) == 15678901);

  CHECK(made.of(1, date_add<"year">(day, 1)) == date{2025y / February / 28});
  CHECK(made.of(1, date_add<"day">(day, 1)) == date{2024y / March / 1});
  CHECK(made.of(1, date_add<"week">(day, -1)) == date{2024y / February / 22});
  CHECK(made.of(1, date_add<"month">(day, small)) == date{2024y / September / 29});
  CHECK(made.of(2, date_add<"month">(day, -1)) == leap_day);
  CHECK(made.of(1, datetime_add<"month">(local, 1))
        == naive_datetime{local_days{2024y / March / 29}} + 13h + 14min + 15s + 678901us);
  CHECK(made.of(1, datetime_add<"hour">(day, 25)) == naive_datetime{local_days{2024y / March / 1}} + 1h);
  CHECK(made.of(1, datetime_add<"minute">(at, 1.5)) == moment + 90s);
  CHECK(made.of(1, datetime_add<"second">(at, small)) == moment + 7s);
  CHECK(made.of(1, at + 3h - 1us) == moment + 3h - 1us);
  CHECK(made.of(1, day + days{1}) == date{2024y / March / 1});
  CHECK(made.of(1, day + months{12}) == naive_datetime{local_days{2025y / February / 28}});
  CHECK(made.of(1, day - date{2024y / January / 1}) == 59);
  CHECK(made.of(1, wall + 11h) == time_of_day{14min + 15s});
  CHECK(made.of(1, span * 2) == interval{2, 4, 6h});
  CHECK(made.of(1, -span) == interval{-1, -2, -3h});
  CHECK(made.of(2, age(local, naive_datetime{local_days{2024y / January / 30}})) == interval{2, 1, 0us});

  // The server's clock runs; so it is asked, twice.
  CHECK(made.repo.one(from<Reading> | where(id == 1) | select(ago<"day">(1) < now() && now() < from_now(1h))) == true);
  CHECK(made.of(1, now() - ago(90min)) == interval{.time = 90min});
  CHECK(made.of(1, from_now<"month">(2) > from_now<"day">(58)) == true);
  CHECK(made.of(1, current_date() - current_date()) == 0);
  CHECK(made.of(1, at < system_clock::now()) == true);
}

TEST_CASE("ranges, lists and rows hold what they say") {
  filled made;
  auto const ids = [&](auto const& condition) {
    return made.repo.all(from<Reading> | where(condition) | order_by(id) | select(id));
  };
  using found = std::vector<std::int64_t>;
  CHECK(ids(between(medium, -5, 4)) == found{1});
  CHECK(ids(between(medium, -5, 5)) == found{1, 2});
  CHECK(ids(!between(medium, -5, 4)) == found{2});
  CHECK(ids(in(small, list)) == found{1});
  CHECK(ids(not_in(small, list)) == found{2});
  CHECK(ids(in(id, std::array{2, 3})) == found{2});
  CHECK(ids(row_value(small, id) > row_value(std::int16_t{7}, 1)) == found{2});
  CHECK(ids(row_value(small, id) >= row_value(std::int16_t{7}, 1)) == found{1, 2});
  CHECK(ids(row_value(words, medium) == row_value("x", 5)) == found{2});
  CHECK(ids(!is_null(maybe)) == found{2});
  CHECK(ids(!is_not_null(maybe)) == found{1});
}

TEST_CASE("what is chosen at run time may stand inside of a function") {
  filled made;
  for (bool const old : {false, true})
    for (bool const named : {false, true}) {
      INFO(old << named);
      // A condition that is left out holds for every row.
      auto const size = case_(when(when(old, medium < 0) && when(named, words == "x"), 1), else_(0));
      auto const text = coalesce(nullif(words, "x"), either(old, value("first"), reverse(words)), "none");
      CHECK(made.of(1, size) == (named ? 0 : 1));
      CHECK(made.of(2, size) == (old ? 0 : 1));
      CHECK(made.of(2, text) == (old ? "first" : "x"));
    }
}

TEST_CASE("an enum of the database may stand wherever a value may") {
  using test::scalar::mood, test::scalar::Person;
  test::database made(
      "create type mood as enum ('sad', 'happy');"
      "create table people (id bigint primary key, now mood not null, before mood);"
      "insert into people values (1, 'happy', null)");
  constexpr auto current = col<&Person::now>;
  constexpr auto before = col<&Person::before>;
  auto const of = [&](auto const& expression) { return *made.repo.one(from<Person> | select(expression)); };
  CHECK(of(coalesce(before, mood::sad)) == mood::sad);
  CHECK(of(greatest(before, current, mood::sad)) == mood::happy);
  CHECK(of(nullif(current, mood::happy)) == std::nullopt);
  CHECK(of(case_(when(current == mood::happy, mood::sad), else_(current))) == mood::sad);
  CHECK(of(concat(current, "/", mood::sad)) == "happy/sad");
  CHECK(of(cast_to<mood>(lower(value("SAD")))) == mood::sad);
  CHECK(of(cast_to<std::string>(current)) == "happy");
  CHECK(of(is_distinct_from(before, std::optional<mood>())) == false);
  CHECK(of(between(current, mood::sad, mood::happy)) == true);
  CHECK(of(row_value(current, col<&Person::id>) > row_value(mood::sad, 7)) == true);
}
