// SPDX-License-Identifier: BSL-1.0
// The types of aggregates and fragments against those that the server reports, and what aggregates bring.
#include <recto/recto.hpp>
#include <support/result_types.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

constexpr char const* tables = R"(
create table posts (id bigint primary key, title text not null, subtitle text, published boolean not null,
  views integer not null, price numeric not null, score double precision not null, state text not null,
  published_at timestamptz, author_id bigint not null);
create table readings (id bigint primary key, small smallint not null, medium integer not null, big bigint not null,
  single real not null, twice double precision not null, exact numeric not null, flag boolean not null,
  text text not null, at timestamptz not null, local timestamp not null, day date not null, time time not null,
  span interval not null, key uuid not null, state text not null, bytes bytea not null, list integer[] not null,
  maybe integer);
)";

constexpr auto small = col<&Reading::small>;
constexpr auto medium = col<&Reading::medium>;
constexpr auto big = col<&Reading::big>;
constexpr auto single = col<&Reading::single>;
constexpr auto twice = col<&Reading::twice>;
constexpr auto exact = col<&Reading::exact>;
constexpr auto flag = col<&Reading::flag>;
constexpr auto words = col<&Reading::text>;

}  // namespace

TEST_CASE("further aggregates have the types that the server says") {
  test::typist server("recto_query_aggregates", tables);
  server.check<Reading>(bool_and(flag), bool_or(flag), every(flag), recto::bit_and(small), recto::bit_or(big));
  server.check<Reading>(variance(small), variance(medium), variance(big), variance(single), variance(twice),
                        variance(exact));
  server.check<Reading>(var_pop(medium), var_pop(single), stddev(big), stddev(single), stddev_pop(exact),
                        stddev_pop(twice));
  server.check<Reading>(array_agg(small), array_agg(medium), array_agg(big), array_agg(single), array_agg(twice));
  server.check<Reading>(array_agg(exact), array_agg(flag), array_agg(words), array_agg(col<&Reading::at>),
                        array_agg(col<&Reading::day>), array_agg(col<&Reading::key>), array_agg(col<&Reading::bytes>),
                        array_agg(col<&Reading::maybe>), array_agg(col<&Reading::state>),
                        array_agg(col<&Reading::span>));
  server.check<Reading>(string_agg(words, ", "), string_agg(words, words).order_by(desc(medium), big * 2));
  server.check<Reading>(count(distinct(words)), sum(distinct(small)), filter(avg(twice), medium > 2),
                        filter(count(), flag) + 1, string_agg(distinct(words), ", ").order_by(desc(words)));
}

TEST_CASE("what aggregates refuse has no meaning to the server") {
  test::typist server("recto_query_aggregates", tables);
  for (char const* const sql : {"select bool_and(medium) from readings", "select bit_and(twice) from readings",
                                "select stddev(text) from readings", "select string_agg(medium, ',') from readings",
                                "select array_agg(distinct text order by medium) from readings",
                                "select count(*) filter (where max(medium) > 1) from readings",
                                "select count(distinct text) over () from readings",
                                "select array_agg(text order by text) over () from readings"}) {
    INFO(sql);
    CHECK_ERROR(query, server.session().execute_unsafe(sql));
  }
}

TEST_CASE("fragments and constants have the types that the server says") {
  test::typist server("recto_query_aggregates", tables);
  server.check<Reading>(fragment<"length(?)", std::int32_t>(words), fragment<"? + ?", int>(medium - 1, 2),
                        fragment<"? = ? AND ?", bool>(words, "x", true), fragment<"now()", utc_datetime>());
  server.check<Reading>(
      fragment<"? COLLATE ?", std::string>(words, identifier<"C">), fragment<"?", std::string>("x"),
      fragment<"date_trunc(?, ?)", utc_datetime>(constant<"day">, col<&Reading::at>),
      fragment<"? || ?", std::vector<std::int32_t>>(col<&Reading::list>, std::vector<std::int32_t>{1}));
  server.check<Reading>(aggregate_fragment<"percentile_cont(?) WITHIN GROUP (ORDER BY ?)", double>(0.5, twice),
                        filter(aggregate_fragment<"mode() WITHIN GROUP (ORDER BY ?)", int>(medium), flag));
  server.check<Reading>(constant<1>, constant<-2147483648>, constant<-2147483649>, constant<2147483648>, constant<true>,
                        constant<"it's">, constant<R"(a\b)">, constant<std::numeric_limits<std::int64_t>::min()>,
                        medium - constant<-1>);
}

TEST_CASE("aggregates bring lists and text in the order that is asked for") {
  test::typist server("recto_query_aggregates", tables);
  server.session().run_script(
      "insert into posts values (1, 'a', 's', true, 3, 1, 1, 'draft', null, 1), (2, 'b', null, false, 2, 1, 2, "
      "'draft', null, 1),"
      "(3, 'a', 't', true, 1, 1, 3, 'open', null, 1)");
  repo repo{{.conninfo = test::database_url() + (test::database_url().find('?') == std::string::npos ? "?" : "&")
                       + "options=-csearch_path%3Drecto_query_aggregates"}};
  using texts = std::vector<std::string>;
  auto const rows =
      repo.all(from<Post> | group_by(post::state) | order_by(post::state)
               | select(array_agg(post::title).order_by(post::views), array_agg(post::subtitle).order_by(post::id),
                        string_agg(post::title, "; ").order_by(desc(post::title)),
                        filter(array_agg(post::id), post::views > 2), count(distinct(post::title))));
  using maybe = std::vector<std::optional<std::string>>;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]
        == std::tuple(std::optional(texts{"b", "a"}), std::optional(maybe{"s", std::nullopt}),
                      std::optional<std::string>("b; a"), std::optional(std::vector<std::int64_t>{1}),
                      std::int64_t{2}));
  CHECK(std::get<3>(rows[1]) == std::nullopt);
  CHECK(repo.aggregate(from<Post>, filter(sum(post::views), post::published)) == 4);
  CHECK(repo.aggregate(from<Post>, count(distinct(post::title))) == 2);
  CHECK(repo.aggregate(from<Post>,
                       aggregate_fragment<"percentile_cont(?) WITHIN GROUP (ORDER BY ?)", double>(0.5, post::score))
        == 2.0);
  CHECK(repo.one(from<Post> | where(post::id == 1) | select(constant<R"(a\'b)">)) == R"(a\'b)");
}
