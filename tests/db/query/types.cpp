// SPDX-License-Identifier: BSL-1.0
// The types that we say aggregates, arithmetic and conditions have, against those that PostgreSQL reports for the same
// text; and what is called an error here is one there.
#include <support/result_types.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

constexpr char const* readings = R"(
create table readings (id bigint primary key, small smallint not null, medium integer not null, big bigint not null,
  single real not null, twice double precision not null, exact numeric not null, flag boolean not null,
  text text not null, at timestamptz not null, local timestamp not null, day date not null, time time not null,
  span interval not null, key uuid not null, state text not null, bytes bytea not null, list integer[] not null,
  maybe integer);
)";

class database : public test::typist {
 public:
  database() : typist("recto_query_types", readings) {}
};

template <class... Expressions>
void check_types(database& server, Expressions const&... expressions) {
  server.check<Reading>(expressions...);
}

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
constexpr auto span = col<&Reading::span>;

}  // namespace

TEST_CASE("aggregates have the types that the server says") {
  database server;
  check_types(server, count(), count(words), count(col<&Reading::bytes>));
  check_types(server, sum(small), sum(medium), sum(big), sum(single), sum(twice), sum(exact), sum(span));
  check_types(server, avg(small), avg(medium), avg(big), avg(single), avg(twice), avg(exact), avg(span));
  check_types(server, min(small), min(medium), min(big), min(single), min(twice), min(exact), min(words), min(at));
  check_types(server, max(local), max(day), max(col<&Reading::time>), max(span), max(col<&Reading::state>),
              max(col<&Reading::list>), max(col<&Reading::maybe>));
  check_types(server, sum(medium * 2), sum(medium) + count(), avg(exact) * sum(exact), max(day) - min(day));
}

TEST_CASE("arithmetic has the types that the server says") {
  database server;
  check_types(server, small + small, small + medium, medium * small, small - big, big / medium, medium + medium);
  check_types(server, exact + exact, exact * small, medium - exact, big / exact, exact * 2, 2 * exact);
  check_types(server, single + single, single * twice, twice / twice, small * single, single - small, medium + twice,
              twice - small);
  check_types(server, at + span, at - span, span + at, local + span, local - span, span + local, span + span,
              span - span);
  check_types(server, at - at, local - local, day + medium, day - medium, day + 7, day - day);
  check_types(server, at + interval{}, interval{} + at, small + std::int16_t{1}, medium + 1, big * 2, twice / 2,
              single * 1.5f);
}

TEST_CASE("conditions are boolean, and every comparison that we allow is one for the server") {
  database server;
  check_types(server, small == medium, medium == big, big<exact, exact> small, single == twice, small == single,
              medium <= twice, twice >= small);
  check_types(server, words == words, at > at, local < local, day == day, span > span, flag == flag,
              col<&Reading::key> == col<&Reading::key>, col<&Reading::bytes> == col<&Reading::bytes>,
              col<&Reading::list> == col<&Reading::list>, (col<&Reading::state> != col<&Reading::state>) == flag);
  check_types(server, big == 1, exact == 1, exact == decimal{1}, twice == 1, single == 1.5f, words == "x",
              col<&Reading::state> == status::open, at == utc_datetime{}, day == date{}, span == interval{},
              col<&Reading::key> == boost::uuids::uuid{}, col<&Reading::list> == std::vector<std::int32_t>{});
  check_types(server, in(small, {std::int16_t{1}}), in(big, {1, 2}), in(exact, {1}), in(words, {"x"}), in(flag, {true}),
              in(day, {date{}}), in(at, {utc_datetime{}}), not_in(col<&Reading::state>, {status::open}),
              in(col<&Reading::key>, {boost::uuids::uuid{}}));
  check_types(server, flag && !flag, flag || medium > 1, is_null(col<&Reading::maybe>), like(words, "x"),
              ilike(words, words), contains(words, "x"));
  check_types(server, value(1), value(std::int64_t{1}), value(true), value("x"), value(1.5), value(decimal{1}));
}

TEST_CASE("what is refused here has no meaning there") {
  database server;
  for (char const* const sql :
       {"select text + text from readings", "select flag + flag from readings", "select sum(text) from readings",
        "select sum(flag) from readings", "select avg(day) from readings", "select min(flag) from readings",
        "select at + at from readings", "select span - at from readings", "select day + day from readings",
        "select text = medium from readings", "select flag = medium from readings",
        "select medium from readings where medium", "select medium from readings having medium > 1",
        "select max(count(*)) from readings", "select text, count(*) from readings",
        "delete from readings where count(*) > 1"}) {
    INFO(sql);
    CHECK_ERROR(query, server.session().execute_unsafe(sql));
  }
}

TEST_CASE("two parameters are never the same to the server") {
  database server;
  auto const query = from<Reading> | group_by(medium + 1) | select(medium + 1);
  static_assert(!query_verdict<std::remove_const_t<decltype(query)>>::value);
  CHECK_ERROR(query, server.session().execute_unsafe(
                         "prepare p (integer, integer) as select medium + $1 from readings group by medium + $2"));
}

TEST_CASE("a grouped primary key frees its table, on either side of a join") {
  database server;
  constexpr auto other = alias<Reading, "other">;
  auto const joined = from<Reading> | left_join(other, other[col<&Reading::id>] == col<&Reading::id>);
  CHECK(server.types(joined | group_by(col<&Reading::id>) | select(words, count())) == std::vector<oid>{25, 20});
  CHECK(server.types(joined | group_by(other[col<&Reading::id>]) | select(other[words], count()))
        == std::vector<oid>{25, 20});
}
