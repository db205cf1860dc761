// SPDX-License-Identifier: BSL-1.0
// The text of a query as a constant, with the types of its parameters, and the statement that stands for it.
#include <recto/query/clauses.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::query_writer;
using recto::detail::statement_by;
using recto::detail::statement_kind;
using recto::detail::text_by;

namespace {

constexpr auto popular = from<Post> | where(post::views > 100 && post::title == "x") | limit(3);

static_assert(sql_of<decltype(popular)>.starts_with("SELECT "));
static_assert(sql_of<decltype(popular)> == sql_of<std::remove_const_t<decltype(popular)>>);
static_assert(sql_of<decltype(popular)&> == sql_of<decltype(popular)>);
static_assert(cache_policy<decltype(popular)> == cache::constant);

// The types of the parameters, in the order of the text.
template <statement_kind Kind = statement_kind::select, class Query>
std::vector<oid> types(Query const&) {
  auto const& text = text_by<query_writer<Kind, Query>>;
  return {text.types.begin(), text.types.end() - 1};
}
template <class Query>
std::vector<int> formats(Query const&) {
  auto const& text = text_by<query_writer<statement_kind::select, Query>>;
  return {text.formats.begin(), text.formats.end() - 1};
}

using oids = std::vector<oid>;
constexpr auto readings = from<Reading>;

}  // namespace

TEST_CASE("the text is terminated and of one piece") {
  constexpr auto const& text = text_by<query_writer<statement_kind::select, std::remove_const_t<decltype(popular)>>>;
  CHECK(text.text[text.view().size()] == '\0');
  CHECK(std::string_view(text.text.data()) == text.view());
}

TEST_CASE("parameters have the type that stands beside them") {
  CHECK(types(readings) == oids{});
  CHECK(types(readings | where(col<&Reading::small> == std::int16_t{1})) == oids{21});
  CHECK(types(readings | where(col<&Reading::medium> == 1)) == oids{23});
  CHECK(types(readings | where(col<&Reading::big> == 1)) == oids{20});
  CHECK(types(readings | where(col<&Reading::single> == 1.5f)) == oids{700});
  CHECK(types(readings | where(col<&Reading::twice> == 1)) == oids{701});
  CHECK(types(readings | where(col<&Reading::exact> == decimal{1})) == oids{1700});
  CHECK(types(readings | where(col<&Reading::exact> == 1)) == oids{20});
  CHECK(types(readings | where(col<&Reading::flag> == true)) == oids{16});
  CHECK(types(readings | where(col<&Reading::text> == "x")) == oids{25});
  CHECK(types(readings | where(col<&Reading::text> == std::string("x"))) == oids{25});
  CHECK(types(readings | where(col<&Reading::at> == utc_datetime{})) == oids{1184});
  CHECK(types(readings | where(col<&Reading::local> == naive_datetime{})) == oids{1114});
  CHECK(types(readings | where(col<&Reading::day> == date{})) == oids{1082});
  CHECK(types(readings | where(col<&Reading::time> == time_of_day{})) == oids{1083});
  CHECK(types(readings | where(col<&Reading::span> == interval{})) == oids{1186});
  CHECK(types(readings | where(col<&Reading::key> == boost::uuids::uuid{})) == oids{2950});
  CHECK(types(readings | where(col<&Reading::state> == status::open)) == oids{25});
  CHECK(types(readings | where(col<&Reading::bytes> == std::vector<std::byte>{})) == oids{17});
  CHECK(types(readings | where(col<&Reading::list> == std::vector<std::int32_t>{})) == oids{1007});
  CHECK(types(readings | where(col<&Reading::maybe> == 1)) == oids{23});
  CHECK(types(readings | where(in(col<&Reading::big>, {1, 2}))) == oids{1016});
  CHECK(types(readings | where(in(col<&Reading::text>, {"a", "b"}))) == oids{1009});
  CHECK(types(readings | where(col<&Reading::at> > col<&Reading::at> - interval{})) == oids{1186});
  CHECK(types(readings | select(value(3), value("x"), value(true))) == oids{23, 25, 16});
  CHECK(formats(readings | where(col<&Reading::big> == 1 && col<&Reading::text> == "x")) == std::vector<int>{1, 1});
}

TEST_CASE("parameters are numbered by where they stand in the text, not in the program") {
  auto const query = readings | limit(1) | order_by(col<&Reading::small> + std::int16_t{1})
                   | where(col<&Reading::text> == "x") | offset(2) | select(value(true), col<&Reading::id>)
                   | where(col<&Reading::twice> == 1.0);
  CHECK(types(query) == oids{16, 25, 701, 21, 20, 20});
  auto const changed =
      readings | where(col<&Reading::text> == "x") | set(col<&Reading::medium> = 1, col<&Reading::flag> = true);
  CHECK(types<statement_kind::update>(changed) == oids{23, 16, 25});
  CHECK(types<statement_kind::delete_>(changed) == oids{25});
  CHECK(types<statement_kind::count>(query) == oids{25, 701, 20, 20});
  CHECK(types<statement_kind::exists>(query) == oids{25, 701, 20, 20});
}

TEST_CASE("a type of query has one statement") {
  auto const with = [](int views) { return from<Post> | where(post::views > views); };
  auto const& one = statement_by<query_writer<statement_kind::select, decltype(with(1))>>;
  auto const& same = statement_by<query_writer<statement_kind::select, decltype(with(2))>>;
  auto const& other = statement_by<query_writer<statement_kind::exists, decltype(with(1))>>;
  CHECK(&one == &same);
  CHECK(&one != &other);
  CHECK(one.parameter_count == 1);
  CHECK(one.parameter_types[0] == 23);
  CHECK(one.parameter_formats[0] == 1);
  CHECK(std::string_view(one.sql) == sql_of<decltype(with(1))>);
}
